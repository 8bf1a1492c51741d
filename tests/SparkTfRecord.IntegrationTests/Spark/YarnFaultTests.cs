using SparkTfRecord.Parquet;
using SparkTfRecord.Publishing;
using SparkTfRecord.Storage;

namespace SparkTfRecord.IntegrationTests.Spark;

[Collection(nameof(Alone))]
public sealed class YarnFaultTests(YarnCluster yarn) : IDisposable
{
    readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("sparktfrecord-on-yarn-");

    public void Dispose() => _directory.Delete(recursive: true);

    /// <summary>The application master is killed with its driver, as with its machine, and an executor of its successor, which takes over the output at once.</summary>
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
        Processes.Signal(Assert.Single(Processes.Find($"{program} convert.py")), Processes.Sigkill);
        MoveHolderToAnotherMachine();
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

    /// <summary>From where it cannot be known that the process is dead, only that it was an earlier attempt of the same application.</summary>
    void MoveHolderToAnotherMachine()
    {
        var holder = LeaseHolder.FromJson(File.ReadAllBytes(Out("_out.lease")))!;
        File.WriteAllBytes(Out("_out.lease"), (holder with { Process = holder.Process with { Machine = "another" } }).ToJson());
    }

    /// <summary>An attempt's number stands in the names of its containers.</summary>
    IReadOnlyList<int> Find(string role, int attempt) => Processes.Find(role, yarn.Directory, $"_0{attempt}_0000");

    /// <summary>Kills one of a role; its shell, which waits for it, ends with it.</summary>
    void Kill(string role, int attempt) => Processes.Signal(Find(role, attempt)[^1], Processes.Sigkill);

    /// <summary>Settings, and what containers need in their environment, of which YARN keeps little.</summary>
    static IEnumerable<string> Confs(params IEnumerable<string> confs)
    {
        var variables = SparkInstallation.Newest.Command("").Environment.Where(v => v.Key is "DOTNET_ROOT" or "JAVA_TOOL_OPTIONS");
        return confs.Concat(variables.SelectMany(v => new[] { $"spark.yarn.appMasterEnv.{v.Key}={v.Value}", $"spark.executorEnv.{v.Key}={v.Value}" })).SelectMany(c => new[] { "--conf", c });
    }

    string Out(string name) => Path.Combine(_directory.FullName, name);
}
