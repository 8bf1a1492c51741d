using SparkTfRecord.Spark.Hadoop;

namespace SparkTfRecord.Tests.Spark.Hadoop;

public sealed class HelperCommandTests
{
    [Fact]
    public void Of_ExecutorOfAStandaloneCluster_ClassPathAndNetworkSettingsAreItsOwn()
    {
        var command = HelperCommand.Of("/jdk/bin/java", [
            "/jdk/bin/java", "-cp", "/conf/:/spark/jars/*", "-Xmx512M", "-Dspark.driver.port=1", "-Djava.security.krb5.conf=/etc/krb5.conf", "-Dhadoop.x=1", "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "org.apache.spark.executor.CoarseGrainedExecutorBackend", "-cp", "of the program"], "of YARN", "/work");
        Assert.Equal(("/jdk/bin/java", "/conf/:/spark/jars/*", "/work"), (command.Java, command.ClassPath, command.Directory));
        Assert.Equal(["-Djava.security.krb5.conf=/etc/krb5.conf", "-Dhadoop.x=1", "--add-opens=java.base/java.nio=ALL-UNNAMED"], command.Kept);

        var start = command.ToStartInfo();
        Assert.Equal(["-cp", "/conf/:/spark/jars/*", "py4j.GatewayServer", "--die-on-broken-pipe", "--enable-auth", "0"], start.ArgumentList.TakeLast(6));
        Assert.Subset(start.ArgumentList.ToHashSet(), command.Kept.ToHashSet());
        Assert.False(start.Environment.ContainsKey("JAVA_TOOL_OPTIONS"));
    }

    [Fact]
    public void Of_ContainerOfYarn_ClassPathIsInTheEnvironment() =>
        Assert.Equal("{{PWD}}:jars/*", HelperCommand.Of("java", ["java", "-server", "-Xmx1g", "org.apache.spark.executor.YarnCoarseGrainedExecutorBackend"], "{{PWD}}:jars/*", "/").ClassPath);

    [Fact]
    public void Of_NeitherOne_Fails() =>
        Assert.Contains("neither -cp on its command line nor CLASSPATH", Assert.Throws<IOException>(() => HelperCommand.Of("java", ["java", "-jar", "x.jar"], null, "/")).Message, StringComparison.Ordinal);
}
