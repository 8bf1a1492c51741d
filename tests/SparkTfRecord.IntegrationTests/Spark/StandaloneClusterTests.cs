using SparkTfRecord.Parquet;
using SparkTfRecord.Spark;
using SparkTfRecord.Spark.Driver;
using SparkTfRecord.Storage;

namespace SparkTfRecord.IntegrationTests.Spark;

[Collection("Spark")]
public sealed class StandaloneClusterTests : IDisposable
{
    readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("sparktfrecord-standalone-");

    public static TheoryData<string> Versions => SparkInstallation.Versions;

    public void Dispose() => _directory.Delete(recursive: true);

    /// <summary>One cluster and one application for all of it: starting them is what takes the time.</summary>
    [Theory, MemberData(nameof(Versions))]
    public void Convert_TwoExecutorsRetriesAndAKilledExecutor_SameBytesAsTheLocalEngine(string version)
    {
        var installation = SparkInstallation.Get(version);
        using var cluster = new StandaloneCluster(installation);
        using var spark = new SparkShell(installation, cluster.Master, "spark.executor.memory=512m", "spark.speculation=true", "spark.speculation.multiplier=3");
        var local = Files(new Converter(new ParquetInputFormat(), new LocalStorage(), null).Convert(Job("local", 14), null, Running));

        Assert.Equal(local, Files(Scan(spark, Job("retried", 14), TestFunctions.FailVariable, "")));

        var started = _directory.CreateSubdirectory("started");
        var killer = new Thread(() => KillAnExecutor(spark.Session.ApplicationId, started));
        killer.Start();
        var killed = Files(Scan(spark, Job("killed", 14), TestFunctions.SlowVariable, started.FullName));
        killer.Join();
        Assert.Equal(local, killed);

        var rows = new SparkConverter(new ParquetInputFormat(), new LocalStorage(), null, _ => { })
            .Convert(Job("dataframe", 14) with { Engine = new() { Mode = EngineMode.Dataframe } }, () => new(spark.Session, WorkerTests.Program()), null, Running);
        Assert.Equal(10_000, rows.Records);
        Assert.Equal(["dataframe", "killed", "local", "retried", "started"], _directory.EnumerateFileSystemInfos().Select(f => f.Name).Order(StringComparer.Ordinal));
    }

    static CancellationToken Running => TestContext.Current.CancellationToken;

    Job Job(string name, int shards) => new()
    {
        Input = new() { Paths = [ScanModeTests.Golden("data/flights.parquet")], Exclude = ["time_hour"] },
        Output = new() { Path = Path.Combine(_directory.FullName, name), Shards = shards },
    };

    static ConversionResult Scan(SparkShell spark, Job job, string variable, string value)
    {
        var engine = new ScanEngine(() => new(spark.Session, WorkerTests.Program(new KeyValuePair<string, string>(variable, value))));
        return new Converter(new ParquetInputFormat(), new LocalStorage(), null, engine).Convert(job, null, Running);
    }

    static void KillAnExecutor(string application, DirectoryInfo started)
    {
        Processes.WaitUntil(() => started.GetFiles().Length > 2, "tasks run");
        Processes.Signal(Processes.Find("CoarseGrainedExecutorBackend", application)[0], Processes.Sigkill);
    }

    static List<(string Name, string Content)> Files(ConversionResult result) =>
        [.. result.Shards.Select(s => (s, System.Convert.ToHexString(File.ReadAllBytes(Path.Combine(result.Path, s)))))];
}
