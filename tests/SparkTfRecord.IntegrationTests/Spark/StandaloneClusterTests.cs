using SparkTfRecord.Parquet;
using SparkTfRecord.Spark;
using SparkTfRecord.Spark.Driver;
using SparkTfRecord.Spark.Hadoop;
using SparkTfRecord.Storage;

namespace SparkTfRecord.IntegrationTests.Spark;

[Collection(nameof(Alone))]
public sealed class StandaloneClusterTests(HdfsCluster hdfs) : IDisposable
{
    readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("sparktfrecord-standalone-");

    public static TheoryData<string> Versions => SparkInstallation.Versions;

    public void Dispose() => _directory.Delete(recursive: true);

    /// <summary>One cluster and one application for all of it: starting them is what takes the time.</summary>
    [Theory, MemberData(nameof(Versions))]
    public void Convert_RetriesKilledAndStoppedExecutorsAndNoDaemon_SameBytesOrRecordsAsTheLocalEngine(string version)
    {
        var installation = SparkInstallation.Get(version);
        using var cluster = new StandaloneCluster(installation);
        using var spark = new SparkShell(installation, cluster.Master, "spark.executor.memory=512m",
            "spark.speculation=true", "spark.speculation.multiplier=2", "spark.speculation.quantile=0.5", "spark.speculation.minTaskRuntime=2s");
        var onThisMachine = new Converter(new ParquetInputFormat(), new LocalStorage(), null).Convert(Job("local", 8), null, Running);
        var (local, records) = (Files(onThisMachine), Records(onThisMachine));

        Assert.Equal(local, Files(Convert(spark, Job("retried", 8), TestFunctions.FailVariable, "")));
        Assert.Equal(local, Files(WhileExecutorIsKilled(spark, Job("killed", 8))));
        Assert.Equal(local, Files(WhileWorkerStandsStill(spark, Job("speculated", 8))));
        Assert.Equal(local, Files(OnHdfs(spark, Job("hdfs", 8))));

        Assert.Equal(records, Records(Convert(spark, Rows("rows-retried"), TestFunctions.FailVariable, "")));
        Assert.Equal(records, Records(WhileExecutorIsKilled(spark, Rows("rows-killed"))));
        Assert.Equal(records, Records(WhileWorkerStandsStill(spark, Rows("rows-speculated"))));

        spark.Restart(("spark.python.use.daemon", "false"));
        Assert.Equal(local, Files(Convert(spark, Job("no-daemon", 8), TestFunctions.FailVariable, "")));
        Assert.Equal(records, Records(Convert(spark, Rows("rows-no-daemon"), TestFunctions.FailVariable, "")));
        Assert.Equal(
            ["hdfs", "killed", "local", "no-daemon", "retried", "rows-killed", "rows-no-daemon", "rows-retried", "rows-speculated", "speculated"],
            _directory.EnumerateFileSystemInfos().Select(f => f.Name).Where(n => !n.EndsWith("-started", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    /// <summary>The executors learn of it later: what they still write is in nobody's way.</summary>
    [Fact]
    public void Sigkill_OfDriverAndJava_TheNextRunMakesTheSameRecordsAsTheLocalEngine()
    {
        var spark = SparkInstallation.Oldest;
        using var cluster = new StandaloneCluster(spark);
        var started = _directory.CreateSubdirectory("started");
        using (var submit = Submit(14, "--conf", $"spark.executorEnv.{TestFunctions.SlowVariable}={started.FullName}"))
        {
            Processes.WaitUntil(() => started.GetFiles().Length > 2, "tasks run");
            foreach (var process in Processes.Find($"SparkTfRecord.IntegrationTests {_directory.FullName}/convert.py").Append(submit.Id))
                Processes.Signal(process, Processes.Sigkill);
            submit.Wait();
        }
        using var again = Submit(2);
        Assert.True(again.Wait().ExitCode == 0, again.Log);

        Processes.WaitUntil(() => Processes.FindByEnvironment(started.FullName).Count == 0, "the first run's workers end");
        Assert.Equal(["out", "started"], _directory.EnumerateFileSystemInfos().Select(f => f.Name).Order(StringComparer.Ordinal));
        new Converter(new ParquetInputFormat()).Convert(Job("local", 1), null, Running);
        Assert.Equal(Engines.Sorted(Path.Combine(_directory.FullName, "local")), Engines.Sorted(Path.Combine(_directory.FullName, "out")));

        SubmittedProcess Submit(int shards, params string[] confs)
        {
            var start = spark.Command("spark-submit", [
                "--master", cluster.Master, "--executor-memory", "512m", "--conf", "spark.ui.enabled=false", "--conf", $"spark.pyspark.driver.python={WorkerTests.Program().Path}", .. confs,
                "convert.py", Engines.Golden("data/flights.parquet"), Path.Combine(_directory.FullName, "out"), "--exclude", "time_hour", "--shards", $"{shards}", "--engine-mode", "dataframe"]);
            start.WorkingDirectory = _directory.FullName;
            return new(start);
        }
    }

    static CancellationToken Running => TestContext.Current.CancellationToken;

    Job Job(string name, int shards) => new()
    {
        Input = new() { Paths = [Engines.Golden("data/flights.parquet")], Exclude = ["time_hour"] },
        Output = new() { Path = Path.Combine(_directory.FullName, name), Shards = shards },
    };

    /// <summary>The same rows, computed and dealt out by Spark.</summary>
    Job Rows(string name) => Job(name, 6) with { Engine = new() { Mode = EngineMode.Dataframe } };

    /// <summary>Converts to HDFS, and copies what is there to where the job says.</summary>
    ConversionResult OnHdfs(SparkShell spark, Job job)
    {
        var there = job with { Output = job.Output with { Path = $"{hdfs.Uri}{job.Output.Path}" } };
        var result = new SparkConverter(new ParquetInputFormat(), new LocalStorage(), null, _ => { })
            .Convert(there, DefaultFileSystem.Of(spark.Gateway), () => new(spark.Session, WorkerTests.Program()), null, Running);
        using var configuration = spark.Gateway.New("org.apache.hadoop.conf.Configuration");
        new HadoopFiles(spark.Gateway, configuration).Get(result.Path, job.Output.Path!);
        return result with { Path = job.Output.Path! };
    }

    static ConversionResult Convert(SparkShell spark, Job job, string variable, string value) =>
        new SparkConverter(new ParquetInputFormat(), new LocalStorage(), null, _ => { })
            .Convert(job, DefaultFileSystem.Local, () => new(spark.Session, WorkerTests.Program(new KeyValuePair<string, string>(variable, value))), null, Running);

    ConversionResult WhileExecutorIsKilled(SparkShell spark, Job job) =>
        While(spark, job, _ => Processes.Signal(Processes.Find("CoarseGrainedExecutorBackend", spark.Session.Context.Call<string>("applicationId"))[0], Processes.Sigkill));

    /// <summary>A worker that stands still, so that the job ends only by a second attempt elsewhere; it goes on when the data set is there already.</summary>
    ConversionResult WhileWorkerStandsStill(SparkShell spark, Job job)
    {
        var stopped = 0;
        var result = While(spark, job, started => Processes.Signal(stopped = Processes.FindByEnvironment(started)[0], Processes.Sigstop));
        Processes.Signal(stopped, Processes.Sigcont);
        return result;
    }

    /// <summary>Converts by tasks of a second each, and does something while the first ones run; it gets the directory that stands in the workers' environment.</summary>
    ConversionResult While(SparkShell spark, Job job, Action<string> fault)
    {
        var started = _directory.CreateSubdirectory($"{Path.GetFileName(job.Output.Path)}-started");
        var saboteur = new Thread(() =>
        {
            Processes.WaitUntil(() => started.GetFiles().Length > 2, "tasks run");
            fault(started.FullName);
        });
        saboteur.Start();
        var result = Convert(spark, job, TestFunctions.SlowVariable, started.FullName);
        saboteur.Join();
        return result;
    }

    /// <summary>The records without their order, which is Spark's.</summary>
    static List<string> Records(ConversionResult result) => [.. Engines.Records(result).Order(StringComparer.Ordinal)];

    static List<(string Name, string Content)> Files(ConversionResult result) =>
        [.. result.Shards.Select(s => (s, System.Convert.ToHexString(File.ReadAllBytes(Path.Combine(result.Path, s)))))];
}
