using System.Diagnostics;
using SparkTfRecord.Parquet;
using SparkTfRecord.Publishing;
using SparkTfRecord.Storage;

namespace SparkTfRecord.IntegrationTests.Spark;

[Collection("Spark")]
public sealed class YarnTests(YarnCluster yarn) : IDisposable, IClassFixture<YarnCluster>
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

    /// <summary>The application master is killed, and an executor of its successor, which takes over the output at once.</summary>
    [Fact]
    public void Convert_MasterAndExecutorKilled_SecondAttemptMakesTheSameBytesAsTheLocalEngine()
    {
        var started = _directory.CreateSubdirectory("started");
        var program = Path.Combine(AppContext.BaseDirectory, "SparkTfRecord.IntegrationTests");
        var start = YarnCluster.Spark.Command("spark-submit",
            ["--master", "yarn", "--deploy-mode", "cluster", "--driver-memory", "512m", "--executor-memory", "512m", "--num-executors", "2",
            .. Confs($"spark.pyspark.python={program}", $"spark.pyspark.driver.python={program}", "spark.yarn.maxAppAttempts=2", $"spark.executorEnv.{TestFunctions.SlowVariable}={started.FullName}"),
            Path.Combine(SparkInstallation.Repository, "jobs", "convert.py"), Engines.Golden("data/flights.parquet"), Out("out"), "--exclude", "time_hour", "--shards", "7"]);
        yarn.Configure(start);
        start.Environment["PYSPARK_ARCHIVES_PATH"] = Path.Combine(AppContext.BaseDirectory, "empty.zip");
        using var submit = new SubmittedProcess(start);

        Processes.WaitUntil(() => started.GetFiles().Length > 2, "tasks run");
        Kill("ApplicationMaster", 1);
        Processes.WaitUntil(() => Find("CoarseGrainedExecutorBackend", 1).Count == 0, "the first attempt's executors end");
        foreach (var file in started.GetFiles())
            file.Delete();
        Processes.WaitUntil(() => started.GetFiles().Length > 2, "tasks of the second attempt run");
        Kill("CoarseGrainedExecutorBackend", 2);

        Assert.True(submit.Wait().ExitCode == 0, submit.Log);
        var job = new Job
        {
            Input = new() { Paths = [Engines.Golden("data/flights.parquet")], Exclude = ["time_hour"] },
            Output = new() { Path = Out("local"), Shards = 7 },
        };
        var local = new Converter(new ParquetInputFormat(), new LocalStorage(), null).Convert(job, null, TestContext.Current.CancellationToken);
        Assert.All(local.Shards, s => Assert.Equal(File.ReadAllBytes(Path.Combine(local.Path, s)), File.ReadAllBytes(Path.Combine(Out("out"), s))));
        Assert.Equal(["local", "out", "started"], _directory.EnumerateFileSystemInfos().Select(f => f.Name).Order(StringComparer.Ordinal));
    }

    /// <summary>An attempt's number stands in the names of its containers.</summary>
    static IReadOnlyList<int> Find(string role, int attempt) => Processes.Find(role, $"_0{attempt}_0000");

    /// <summary>Kills one of a role; its shell, which waits for it, ends with it.</summary>
    static void Kill(string role, int attempt) => Processes.Signal(Find(role, attempt)[^1], Processes.Sigkill);

    static IEnumerable<string> Confs(params IEnumerable<string> confs)
    {
        var runtime = SparkInstallation.Newest.Command("").Environment["DOTNET_ROOT"];
        return confs.Append($"spark.yarn.appMasterEnv.DOTNET_ROOT={runtime}").Append($"spark.executorEnv.DOTNET_ROOT={runtime}").SelectMany(c => new[] { "--conf", c });
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
