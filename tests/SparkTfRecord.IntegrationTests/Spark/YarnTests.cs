using System.Diagnostics;
using SparkTfRecord.Publishing;
using SparkTfRecord.Storage;

namespace SparkTfRecord.IntegrationTests.Spark;

/// <summary>The release archive on a real YARN, by <c>submit</c>, with neither .NET nor Python on the PATH.</summary>
[Collection("Spark")]
public sealed class YarnTests : IDisposable
{
    readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("sparktfrecord-yarn-");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public void Submit_BothDeployModes_Convert()
    {
        var yarn = SparkInstallation.Yarn;
        var program = UnpackRelease();
        var place = Path.Combine(_directory.FullName, "yarn");
        var configuration = Run(Path.Combine(yarn, "yarn.sh"), "start", place);
        try
        {
            // Without a Hive catalog the files' path stands for the table's name.
            var jobs = Path.Combine(SparkInstallation.Repository, "jobs");
            Submit("--deploy-mode", "cluster", "--", "convert", "--job", Path.Combine(jobs, "hive.json"), "--set", "ds=2026-11-22",
                "--table", $"parquet.`{jobs}/sample/shop/clicks`", "-o", Path.Combine(_directory.FullName, "cluster"));
            Assert.Contains("on yarn, DataFrame mode", RunRecord("cluster"), StringComparison.Ordinal);
            Assert.Equal(120, Manifest.Read(new LocalStorage(), Path.Combine(_directory.FullName, "cluster")).Shards.Sum(s => s.Records));

            Submit("--", "convert", ScanModeTests.Golden("data/wine.parquet"), Path.Combine(_directory.FullName, "client"), "--shards", "2");
            Assert.Contains("on yarn, scan mode", RunRecord("client"), StringComparison.Ordinal);
        }
        finally
        {
            Run(Path.Combine(yarn, "yarn.sh"), "stop", place);
        }

        void Submit(params string[] arguments)
        {
            var start = new ProcessStartInfo(program, ["submit", "--master", "yarn", "--driver-memory", "512m", "--executor-memory", "512m", "--num-executors", "1", .. arguments])
            {
                WorkingDirectory = _directory.FullName,
            };
            foreach (var name in start.Environment.Keys.Where(n => n.StartsWith("DOTNET", StringComparison.Ordinal)).ToList())
                start.Environment.Remove(name);
            start.Environment["PATH"] = JavaAndShell();
            start.Environment["SPARK_HOME"] = Path.Combine(yarn, "spark-3.5.9");
            start.Environment["HADOOP_CONF_DIR"] = configuration;
            start.Environment["SPARK_LOCAL_IP"] = "127.0.0.1";
            start.Environment["SPARKTFRECORD_ARCHIVE"] = Archive;
            using var submit = new SubmittedProcess(start);
            Assert.True(submit.Wait(300).ExitCode == 0, submit.Log);
        }
    }

    static string Archive => Path.Combine(SparkInstallation.Repository, "artifacts", "release", "sparktfrecord-linux-x64.tar.gz");

    string RunRecord(string dataSet) => File.ReadAllText(Path.Combine(_directory.FullName, dataSet, "_run.json"));

    string UnpackRelease()
    {
        Run(Path.Combine(SparkInstallation.Repository, "deploy", "release.sh"));
        var program = _directory.CreateSubdirectory("program");
        Run("tar", "-xzf", Archive, "-C", program.FullName);
        return Path.Combine(program.FullName, "sparktfrecord");
    }

    /// <summary>A directory with what Spark's scripts need and not a dotnet or python.</summary>
    string JavaAndShell()
    {
        var bin = Path.Combine(_directory.FullName, "bin");
        if (!Directory.Exists(bin))
        {
            Directory.CreateDirectory(bin);
            foreach (var tool in new[] { "java", "bash", "sh", "dirname", "basename", "readlink", "ls", "cat", "uname", "env", "tr", "sed", "grep", "id", "nice", "setsid", "kill", "ln", "mkdir", "chmod", "cp", "find", "date" })
            {
                if (Environment.GetEnvironmentVariable("PATH")!.Split(':').Select(d => Path.Combine(d, tool)).FirstOrDefault(File.Exists) is { } found)
                    File.CreateSymbolicLink(Path.Combine(bin, tool), found);
            }
        }
        return bin;
    }

    static string Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program}: exit code {process.ExitCode}\n{output}");
        return output.Trim();
    }
}
