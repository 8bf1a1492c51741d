using SparkTfRecord.Parquet;
using SparkTfRecord.Planning;
using SparkTfRecord.Spark.Driver;
using SparkTfRecord.Spark.Session;
using SparkTfRecord.Storage;

namespace SparkTfRecord.IntegrationTests.Spark;

[Collection("Spark")]
public sealed class ScanModeTests(SparkShells shells) : IDisposable
{
    readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("sparktfrecord-scan-");

    public static TheoryData<string> Versions => SparkInstallation.Versions;

    public void Dispose() => _directory.Delete(recursive: true);

    [Theory, MemberData(nameof(Versions))]
    public void Convert_FilesWithPartitionsListsAndRowGroups_SameBytesAsTheLocalEngine(string version)
    {
        Job[] jobs =
        [
            Job("data/flights.parquet") with { Input = Input("data/flights.parquet") with { Exclude = ["time_hour"] } },
            Job("data/sentences.parquet") with { Input = Input("data/sentences.parquet") with { Exclude = ["tags"] }, Output = new() { Shards = 3, Codec = "gzip" } },
            Job("hive/dates") with { Input = Input("hive/dates") with { Where = "year = 2020" } },
        ];
        foreach (var job in jobs)
            AssertSame(job, shells.Get(version), CliProgram());
    }

    [Theory, MemberData(nameof(Versions))]
    public void Convert_AttemptsFailAndCrash_SameBytesAsTheLocalEngine(string version) =>
        AssertSame(Job("data/penguins.parquet") with { Output = new() { Shards = 12 } }, shells.Get(version), WorkerTests.Program(new KeyValuePair<string, string>(TestFunctions.FailVariable, "")));

    [Theory, MemberData(nameof(Versions))]
    public void Convert_BadRow_SaysWhereAndLeavesNothing(string version)
    {
        var job = To("out", Job("types/list_int64.parquet"));
        var e = Assert.Throws<InvalidDataException>(() => Convert(job, shells.Get(version), CliProgram(), Running));
        Assert.Contains("types/list_int64.parquet: row 2, column 'list_int64': element 1 of the list is null", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', e.Message);
        Assert.Empty(_directory.EnumerateFileSystemInfos());
    }

    [Theory, MemberData(nameof(Versions))]
    public void Run_WorkersDoNotSeeTheStagingDirectory_NamesExecutorAndPath(string version)
    {
        var job = To("out", Job("data/wine.parquet"));
        var plan = new Planner(new ParquetInputFormat(), new LocalStorage()).Plan(job, Running);
        var engine = new ScanEngine(() => new(shells.Get(version).Session, CliProgram()));
        var staging = Path.Combine(_directory.FullName, "only-on-the-driver");
        var e = Assert.Throws<InvalidDataException>(() => engine.Run(plan, staging, null, Running));
        Assert.StartsWith($"{staging}: the executor on {Environment.MachineName}", e.Message, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task Convert_Stopped_CancelsTheTasksAndLeavesNothing(string version)
    {
        var waiting = _directory.CreateSubdirectory("waiting");
        var job = To("out", Job("data/flights.parquet") with { Input = Input("data/flights.parquet") with { Exclude = ["time_hour"] } });
        using var stop = new CancellationTokenSource();
        var spark = shells.Get(version);
        var program = WorkerTests.Program(new KeyValuePair<string, string>(TestFunctions.WaitVariable, waiting.FullName));
        var work = Task.Run(() => Record.Exception(() => Convert(job, spark, program, stop.Token)));
        WorkerTests.WaitForFiles(waiting, "waiting-*");
        await stop.CancelAsync();
        Assert.IsType<OperationCanceledException>(await work, exactMatch: false);
        WorkerTests.WaitForFiles(waiting, "cancelled-*");
        Assert.Equal(["waiting"], _directory.EnumerateFileSystemInfos().Select(f => f.Name));
    }

    static CancellationToken Running => TestContext.Current.CancellationToken;

    internal static string Golden(string path) => Path.Combine(SparkInstallation.Repository, "tests", "golden", path);

    static JobInput Input(string golden) => new() { Paths = [Golden(golden)] };

    static Job Job(string golden) => new() { Input = Input(golden), Output = new() { Shards = 5 } };

    internal static WorkerProgram CliProgram() => new(Path.Combine(AppContext.BaseDirectory, "SparkTfRecord.Cli"), new Dictionary<string, string>());

    Job To(string name, Job job) => job with { Output = job.Output with { Path = Path.Combine(_directory.FullName, name) } };

    void AssertSame(Job job, SparkShell spark, WorkerProgram program)
    {
        var local = new Converter(new ParquetInputFormat(), new LocalStorage(), null).Convert(To("local", job), null, Running);
        var scan = Convert(To("spark", job), spark, program, Running);
        Assert.Equal(local.Records, scan.Records);
        Assert.Equal(Files(local.Path), Files(scan.Path));
        Directory.Delete(local.Path, recursive: true);
        Directory.Delete(scan.Path, recursive: true);
        Assert.Empty(_directory.EnumerateFileSystemInfos());
    }

    /// <summary>Names and contents of a data set but for the run's record; in the manifest without the output's own name.</summary>
    static List<(string Name, string Content)> Files(string dataSet) =>
        [.. Directory.GetFiles(dataSet).Order(StringComparer.Ordinal).Where(f => !f.EndsWith("_run.json", StringComparison.Ordinal)).Select(f => (
            Path.GetFileName(f),
            f.EndsWith("_manifest.json", StringComparison.Ordinal) ? File.ReadAllText(f).Replace(dataSet, "", StringComparison.Ordinal) : System.Convert.ToHexString(File.ReadAllBytes(f))))];

    static ConversionResult Convert(Job job, SparkShell spark, WorkerProgram program, CancellationToken cancellationToken)
    {
        var engine = new ScanEngine(() => new(spark.Session, program));
        return new Converter(new ParquetInputFormat(), new LocalStorage(), null, engine).Convert(job, null, cancellationToken);
    }
}
