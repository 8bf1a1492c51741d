using SparkTfRecord.Spark.Driver;
using SparkTfRecord.Spark.Gateway;

namespace SparkTfRecord.IntegrationTests.Spark;

/// <summary>What happens beside a running job.</summary>
[Collection("Spark")]
public sealed class JobWatchTests(SparkShells shells) : IDisposable
{
    readonly Engines _engines = new(shells);
    readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("sparktfrecord-watch-");

    public static TheoryData<string> Versions => SparkInstallation.Versions;

    public void Dispose()
    {
        _engines.Dispose();
        _directory.Delete(recursive: true);
    }

    /// <summary>Also the jobs by which Spark learns the types of the columns are described.</summary>
    [Theory, MemberData(nameof(Versions))]
    public void Convert_BothModes_TellsTasksMeanwhileAndDescribesItsJobs(string version)
    {
        File.WriteAllLines(_engines["rows.csv"], Enumerable.Range(0, 100).Select(i => $"{i}"));
        var jobs = new Dictionary<string, JobInput>
        {
            ["scan"] = new() { Paths = [Engines.Golden("data/flights.parquet")], Exclude = ["time_hour"] },
            ["dataframe"] = new() { Format = "csv", Paths = [_engines["rows.csv"]], Options = new Dictionary<string, string> { ["inferSchema"] = "true" } },
        };
        foreach (var (name, input) in jobs)
        {
            var go = Path.Combine(_directory.FullName, $"go-{name}");
            var progress = new GoOnWhenTold(go);
            var before = Descriptions(version).Count;
            var result = _engines.Spark(version, new() { Input = input, Output = new() { Shards = 2 } }, name, WorkerTests.Program(new KeyValuePair<string, string>(TestFunctions.HoldVariable, go)), progress);
            var (rows, total, _, completed, tasks) = Assert.NotNull(progress.Meanwhile);
            Assert.InRange(tasks, 2, 3); // the one that reads the file is seen or not
            Assert.Equal(tasks - 1, completed);
            Assert.Equal((tasks, result.Rows), (progress.Last.CompletedTasks, progress.Last.Rows));
            Assert.Equal(name == "scan" ? (5000, 10_000) : (0, 0), (rows, total));
            Assert.All(Descriptions(version).SkipLast(before), d => Assert.Equal($"Some(SparkTfRecord: {_engines[name]})", d));
        }
    }

    [Theory, MemberData(nameof(Versions))]
    public void Cancel_BeforeSparkHasTheJob_StopsItAllTheSame(string version)
    {
        var spark = shells.Get(version);
        using var stop = new CancellationTokenSource();
        using var watch = new JobWatch(spark.Session, 0, null, stop.Token);
        stop.Cancel();
        var e = Assert.Throws<JavaException>(() => WorkerTests.Run(spark, "select id from range(0, 2, 1, 2)", $"wait\n{_directory.FullName}"));
        Assert.Contains("cancel", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cancel_SparkIsGone_IsLeftToTheJob()
    {
        var spark = shells.Get(SparkInstallation.Newest.Version);
        using var stop = new CancellationTokenSource();
        using (new JobWatch(spark.Session, 0, null, stop.Token))
        {
            spark.Session.Stop();
            stop.Cancel();
        }
        spark.Restart();
    }

    /// <summary>Of all jobs that Spark has had, the last one first.</summary>
    List<string> Descriptions(string version)
    {
        using var store = shells.Get(version).Session.Context.Call("statusStore");
        using var jobs = store.Call("jobsList", JavaArgument.Null);
        return [.. Enumerable.Range(0, jobs.Call<int>("size")).Select(i =>
        {
            using var job = jobs.Call("apply", i);
            using var description = job.Call("description");
            return description.Call<string>("toString");
        })];
    }

    /// <summary>Lets the task that is held go on when it has heard of the other.</summary>
    sealed class GoOnWhenTold(string go) : IProgress<ConversionProgress>
    {
        public ConversionProgress? Meanwhile { get; private set; }

        public ConversionProgress Last { get; private set; }

        public void Report(ConversionProgress value)
        {
            Last = value;
            if (value.TotalTasks - value.CompletedTasks != 1 || File.Exists(go))
                return;
            Meanwhile = value;
            if (value.TotalRows == 0 || value.Rows > 0)
                File.WriteAllText(go, "");
        }
    }
}
