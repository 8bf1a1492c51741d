using SparkTfRecord.IntegrationTests.Support;
using SparkTfRecord.Parquet;
using SparkTfRecord.Planning;
using SparkTfRecord.Spark.Driver;
using SparkTfRecord.Spark.Session;
using SparkTfRecord.Storage;

namespace SparkTfRecord.IntegrationTests.Spark;

[Collection("Spark")]
public sealed class ScanModeTests(SparkShells shells) : IDisposable
{
    readonly Engines _engines = new(shells);

    public static TheoryData<string> Versions => SparkInstallation.Versions;

    public void Dispose() => _engines.Dispose();

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
            AssertSame(version, job, Engines.Program);
    }

    [Theory, MemberData(nameof(Versions))]
    public void Convert_AttemptsFailAndCrash_SameBytesAsTheLocalEngine(string version) =>
        AssertSame(version, Job("data/penguins.parquet") with { Output = new() { Shards = 12 } }, WorkerTests.Program(new KeyValuePair<string, string>(TestFunctions.FailVariable, "")));

    [Theory, MemberData(nameof(Versions))]
    public void Convert_MoreTasksThanPartitionsAndAttemptsFail_SameBytesAsTheLocalEngine(string version)
    {
        SparkInstallation.Get(version);
        using var files = new ScratchDirectory();
        for (var i = 0; i < 20; i++)
            File.Copy(Engines.Golden("data/wine.parquet"), files[$"{i:D2}.parquet"]);
        var job = new Job { Input = new() { Paths = [files.Path] }, Output = new() { Shards = 20 } };
        Assert.Equal(20, new Planner(new ParquetInputFormat(), new LocalStorage()).Plan(job, Running).Tasks.Count);
        AssertSame(version, job, WorkerTests.Program(new KeyValuePair<string, string>(TestFunctions.FailVariable, "")));
    }

    [Theory, MemberData(nameof(Versions))]
    public void Convert_BadRow_SaysWhereAndLeavesNothing(string version)
    {
        var e = Assert.Throws<InvalidDataException>(() => _engines.Spark(version, Job("types/list_int64.parquet")));
        Assert.Contains("types/list_int64.parquet: row 2, column 'list_int64': element 1 of the list is null", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', e.Message);
        Assert.Empty(_engines.Names());
    }

    [Theory, MemberData(nameof(Versions))]
    public void Run_WorkersDoNotSeeTheStagingDirectory_NamesExecutorAndPath(string version)
    {
        var plan = new Planner(new ParquetInputFormat(), new LocalStorage()).Plan(Job("data/wine.parquet"), Running);
        var engine = new ScanEngine(() => new(shells.Get(version).Session, Engines.Program));
        var staging = _engines["only-on-the-driver"];
        var e = Assert.Throws<InvalidDataException>(() => engine.Run(plan, staging, null, Running));
        Assert.StartsWith($"{staging}: the executor on {Environment.MachineName}", e.Message, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Versions))]
    public void Convert_DriverDoesNotSeeTheShards_NamesPathAndExecutorAndLeavesNothing(string version)
    {
        var hiding = WorkerTests.Program(new KeyValuePair<string, string>(TestFunctions.HideVariable, ""));
        foreach (var mode in new[] { EngineMode.Scan, EngineMode.Dataframe })
        {
            var e = Assert.Throws<IOException>(() => _engines.Spark(version, Job("data/wine.parquet") with { Engine = new() { Mode = mode } }, program: hiding));
            Assert.Matches(@"^/\S+: the executor on \S+ in /\S+ has written this file, but the driver does not see it; the output must be on storage", e.Message);
            Assert.Contains($"the executor on {Environment.MachineName} in ", e.Message, StringComparison.Ordinal);
            Assert.Empty(_engines.Names());
        }
    }

    [Theory, MemberData(nameof(Versions))]
    public void Run_WorkersDoNotSeeTheInput_NamesExecutorAndPath(string version)
    {
        var input = _engines["only-on-the-driver.parquet"];
        File.Copy(Engines.Golden("data/wine.parquet"), input);
        var plan = new Planner(new ParquetInputFormat(), new LocalStorage()).Plan(new() { Input = new() { Paths = [input] } }, Running);
        File.Move(input, _engines["elsewhere"]);
        var staging = Directory.CreateDirectory(_engines["staging"]).FullName;
        var e = Assert.Throws<InvalidDataException>(() => new ScanEngine(() => new(shells.Get(version).Session, Engines.Program)).Run(plan, staging, null, Running));
        Assert.StartsWith($"{input}: the executor on {Environment.MachineName} in ", e.Message, StringComparison.Ordinal);
        Assert.Contains("on storage that driver and executors share", e.Message, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task Convert_Stopped_CancelsTheTasksAndLeavesNothing(string version)
    {
        SparkInstallation.Get(version); // skips the test here; within the work it would only be an exception
        var waiting = Directory.CreateDirectory(_engines["waiting"]);
        using var stop = new CancellationTokenSource();
        var program = WorkerTests.Program(new KeyValuePair<string, string>(TestFunctions.WaitVariable, waiting.FullName));
        var work = Task.Run(() => Record.Exception(() => _engines.Spark(version, Job("data/flights.parquet"), program: program, stop: stop.Token)));
        WorkerTests.WaitForFiles(waiting, "waiting-*");
        await stop.CancelAsync();
        Assert.IsType<OperationCanceledException>(await work, exactMatch: false);
        WorkerTests.WaitForFiles(waiting, "cancelled-*");
        Assert.Equal(["waiting"], _engines.Names());
    }

    static CancellationToken Running => TestContext.Current.CancellationToken;

    static JobInput Input(string golden) => new() { Paths = [Engines.Golden(golden)] };

    static Job Job(string golden) => new() { Input = Input(golden), Output = new() { Shards = 5 } };

    void AssertSame(string version, Job job, WorkerProgram program)
    {
        var (local, scan) = (_engines.Local(job), _engines.Spark(version, job, program: program));
        Assert.Equal(local.Records, scan.Records);
        Assert.Equal(Engines.Files(local), Engines.Files(scan));
        Directory.Delete(local.Path, recursive: true);
        Directory.Delete(scan.Path, recursive: true);
        Assert.Empty(_engines.Names());
    }
}
