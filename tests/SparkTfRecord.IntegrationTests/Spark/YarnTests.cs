using System.Diagnostics;
using SparkTfRecord.Publishing;
using SparkTfRecord.Storage;

namespace SparkTfRecord.IntegrationTests.Spark;

public sealed class YarnTests(YarnCluster yarn) : IDisposable
{
    readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("sparktfrecord-on-yarn-");

    public void Dispose() => _directory.Delete(recursive: true);

    /// <summary>The release archive by <c>submit</c>, with neither .NET nor Python on the PATH.</summary>
    [Fact]
    public void Submit_BothDeployModes_Convert()
    {
        _ = SparkInstallation.Yarn; // skips before the release is made
        var program = UnpackRelease();
        var jobs = Path.Combine(SparkInstallation.Repository, "jobs");
        Submit(program, "--deploy-mode", "cluster", "--", "convert", "--job", $"{jobs}/parquet.json", "--set", "ds=2026-11-22",
            "--input-paths", $"{jobs}/sample/shop/clicks", "-o", Out("cluster"));
        AssertConverted("cluster", "on yarn, scan mode");

        // Without a Hive catalog the files' path stands for the table's name.
        Submit(program, "--", "convert", "--job", $"{jobs}/hive.json", "--set", "ds=2026-11-22", "--table", $"parquet.`{jobs}/sample/shop/clicks`", "-o", Out("client"));
        AssertConverted("client", "on yarn, DataFrame mode");
    }

    void Submit(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, ["submit", "--master", "yarn", "--driver-memory", "512m", "--executor-memory", "512m", "--num-executors", "1", .. arguments])
        {
            WorkingDirectory = _directory.FullName,
        };
        foreach (var name in start.Environment.Keys.Where(n => n.StartsWith("DOTNET", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        start.Environment["PATH"] = JavaAndShell();
        start.Environment["SPARKTFRECORD_ARCHIVE"] = Archive;
        yarn.Configure(start);
        using var submit = new SubmittedProcess(start);
        Assert.True(submit.Wait(300).ExitCode == 0, submit.Log);
    }

    static string Archive => Path.Combine(SparkInstallation.Repository, "artifacts", "release", "sparktfrecord-linux-x64.tar.gz");

    string Out(string name) => Path.Combine(_directory.FullName, name);

    void AssertConverted(string name, string engine)
    {
        Assert.Contains(engine, File.ReadAllText(Path.Combine(Out(name), "_run.json")), StringComparison.Ordinal);
        Assert.Equal(120, Manifest.Read(new LocalStorage(), Out(name)).Shards.Sum(s => s.Records)); // clicks of that day
    }

    string UnpackRelease()
    {
        YarnCluster.Run(Path.Combine(SparkInstallation.Repository, "deploy", "release.sh"));
        var program = _directory.CreateSubdirectory("program");
        YarnCluster.Run("tar", "-xzf", Archive, "-C", program.FullName);
        return Path.Combine(program.FullName, "sparktfrecord");
    }

    /// <summary>A directory with what Spark's scripts need and not a dotnet or python.</summary>
    string JavaAndShell()
    {
        var bin = Path.Combine(_directory.FullName, "bin");
        if (!Directory.Exists(bin))
        {
            Directory.CreateDirectory(bin);
            foreach (var tool in new[] { "java", "bash", "sh", "dirname", "basename", "readlink", "ls", "cat", "uname", "env", "tr", "sed", "grep", "id", "nice", "setsid", "kill", "ln", "mkdir", "chmod", "cp", "find", "date", "rm" })
            {
                if (Environment.GetEnvironmentVariable("PATH")!.Split(':').Select(d => Path.Combine(d, tool)).FirstOrDefault(File.Exists) is { } found)
                    File.CreateSymbolicLink(Path.Combine(bin, tool), found);
            }
        }
        return bin;
    }
}
