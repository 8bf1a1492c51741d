using System.Diagnostics;
using SparkTfRecord.IntegrationTests.Spark;

[assembly: AssemblyFixture(typeof(YarnCluster))]

namespace SparkTfRecord.IntegrationTests.Spark;

/// <summary>A real YARN of one node, for Spark 3.5.9; started when first asked for.</summary>
public sealed class YarnCluster : IDisposable
{
    readonly DirectoryInfo _directory = System.IO.Directory.CreateTempSubdirectory("sparktfrecord-yarn-");
    readonly Lazy<string> _configuration;

    public YarnCluster() => _configuration = new(() => Run(Script, "start", _directory.FullName));

    /// <summary>Where everything of it is; stands in its processes' command lines.</summary>
    internal string Directory => _directory.FullName;

    internal static SparkInstallation Spark => new("3.5.9", Path.Combine(SparkInstallation.Yarn, "spark-3.5.9"));

    static string Script => Path.Combine(SparkInstallation.Yarn, "yarn.sh");

    /// <summary>Sets what a process needs to submit to it.</summary>
    internal void Configure(ProcessStartInfo start)
    {
        start.Environment["HADOOP_CONF_DIR"] = _configuration.Value;
        start.Environment["SPARK_HOME"] = Spark.Home;
        start.Environment["SPARK_LOCAL_IP"] = "127.0.0.1";
    }

    /// <summary>Runs a program to its end, expects success.</summary>
    /// <returns>Its output.</returns>
    internal static string Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program}: exit code {process.ExitCode}\n{output}");
        return output.Trim();
    }

    public void Dispose()
    {
        if (_configuration.IsValueCreated)
            Run(Script, "stop", _directory.FullName);
        _directory.Delete(recursive: true);
    }
}
