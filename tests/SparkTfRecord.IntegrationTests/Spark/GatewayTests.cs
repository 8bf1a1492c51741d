using System.Diagnostics;
using System.Globalization;
using SparkTfRecord.Spark.Gateway;
using SparkTfRecord.Spark.Hadoop;

namespace SparkTfRecord.IntegrationTests.Spark;

[Collection("Spark")]
public sealed class GatewayTests(SparkShells shells)
{
    public static TheoryData<string> Versions => SparkInstallation.Versions;

    [Theory, MemberData(nameof(Versions))]
    public void Call_ValuesOfEveryType_ComeBack(string version)
    {
        var gateway = shells.Get(version).Gateway;
        using var map = gateway.New("java.util.HashMap");
        map.Do("put", "text", "a\\b\r\nc é 😀");
        map.Do("put", "empty", "");
        map.Do("put", "int", int.MinValue);
        map.Do("put", "long", long.MaxValue);
        map.Do("put", "double", 0.1);
        map.Do("put", "true", true);
        map.Do("put", "bytes", new byte[] { 0, 255, 10, 13 });
        map.Do("put", "null", JavaArgument.Null);
        Assert.Equal("a\\b\r\nc é 😀", map.Call<string>("get", "text"));
        Assert.Equal("", map.Call<string>("get", "empty"));
        Assert.Equal(int.MinValue, map.Call<int>("get", "int"));
        Assert.Equal(long.MaxValue, map.Call<long>("get", "long"));
        Assert.Equal(0.1, map.Call<double>("get", "double"));
        Assert.True(map.Call<bool>("get", "true"));
        Assert.Equal([0, 255, 10, 13], map.Call<byte[]>("get", "bytes"));
        Assert.Null(map.Call<string?>("get", "null"));
        Assert.Equal(8, map.Call<int>("size"));
    }

    [Theory, MemberData(nameof(Versions))]
    public void Call_JavaThrows_JavasMessageComesFirst(string version)
    {
        using var list = shells.Get(version).Gateway.NewList();
        var e = Assert.Throws<JavaException>(() => list.Call("get", 3));
        Assert.Equal("Index 3 out of bounds for length 0", e.Message);
        Assert.Equal("java.lang.IndexOutOfBoundsException", e.JavaClass);
        Assert.Contains("at java.base/java.util.ArrayList.get", e.JavaTrace, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Versions))]
    public void Call_NoSuchMethod_SaysSo(string version)
    {
        using var list = shells.Get(version).Gateway.NewList();
        var e = Assert.Throws<JavaException>(() => list.Call("fetch"));
        Assert.Contains("Method fetch([]) does not exist", e.Message, StringComparison.Ordinal);
        Assert.Empty(e.JavaClass);
    }

    [Theory, MemberData(nameof(Versions))]
    public void Dispose_Object_IsReleasedInJava(string version)
    {
        var gateway = shells.Get(version).Gateway;
        var list = gateway.NewList();
        using var same = list.Over(gateway);
        list.Dispose();
        for (var i = 0; i < 100; i++)
            gateway.NewList().Dispose();
        Assert.Throws<JavaException>(() => same.Call<int>("size"));
    }

    [Theory, MemberData(nameof(Versions))]
    public void Open_WrongSecret_IsRefused(string version)
    {
        var shell = shells.Get(version);
        using var second = shell.Gateway.Open();
        Assert.Equal("17", second.CallStatic<string>("java.lang.System", "getProperty", "java.specification.version"));
        Assert.Throws<IOException>(() => new JavaGateway(shell.Port, "wrong"));
    }

    /// <summary>As Java 8 does not know --add-opens, which Spark up to 3.5 gives to it.</summary>
    [Fact]
    public void HelperCommand_OptionThatJavaDoesNotKnow_StartsAllTheSame()
    {
        var jars = Path.Combine(SparkInstallation.Newest.Home, "jars", "*");
        using var helper = Process.Start(new HelperCommand("java", jars, ["--no-such-option=1"], "/").ToStartInfo())!;
        Assert.True(int.TryParse(helper.StandardOutput.ReadLine(), CultureInfo.InvariantCulture, out var port));
        new JavaGateway(port, helper.StandardOutput.ReadLine()!).Dispose();
        helper.StandardInput.Close();
        Assert.True(helper.WaitForExit(20_000));
    }
}
