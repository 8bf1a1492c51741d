using SparkTfRecord.IntegrationTests.Support;
using SparkTfRecord.Parquet;

namespace SparkTfRecord.IntegrationTests.Spark;

/// <summary>The whole program under spark-submit, as users start it, and the ends it can come to.</summary>
[Collection("Spark")]
public sealed class SparkSubmitTests : IDisposable
{
    readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("sparktfrecord-submit-");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public void BadRowAndQuiet_ExitCodeOneAndOneLine()
    {
        using var submit = Submit(SparkInstallation.Newest, Cli, [], "convert.py", Engines.Golden("types/list_int64.parquet"), "out", "--quiet");
        Assert.Equal(1, submit.Wait().ExitCode);
        Assert.Contains("list_int64.parquet: row 2, column 'list_int64'", Assert.Single(submit.Log.Split('\n'), l => l.StartsWith("sparktfrecord: ", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Empty(_directory.EnumerateFileSystemInfos());
    }

    [Fact]
    public void SparkDoesNotStart_ExitCodeOneAndOneLine()
    {
        using var submit = Submit(SparkInstallation.Newest, Cli, [], "--conf", "spark.testing.memory=1", "convert.py", Engines.Golden("data/wine.parquet"), "out", "-q");
        Assert.Equal(1, submit.Wait().ExitCode);
        Assert.StartsWith("sparktfrecord: Spark failed: ", Assert.Single(submit.Log.Split('\n'), l => l.StartsWith("sparktfrecord: ", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("System memory 1 must be at least", submit.Log, StringComparison.Ordinal);
        Assert.Empty(_directory.EnumerateFileSystemInfos());
    }

    [Fact]
    public void DefaultFileSystemIsAnother_PathsWithoutSchemeAreThere()
    {
        var wine = Engines.Golden("data/wine.parquet");
        using (var refused = Submit(SparkInstallation.Newest, Cli, [], ["--conf", "spark.hadoop.fs.defaultFS=s3a://bucket", "convert.py", $"file://{wine}", "out"]))
        {
            Assert.Equal(2, refused.Wait().ExitCode);
            Assert.Contains("sparktfrecord: Output 'out', on s3a://bucket (fs.defaultFS): this version writes to HDFS and to mounted filesystems, not to object stores", refused.Log, StringComparison.Ordinal);
        }

        using var plan = Submit(
            SparkInstallation.Newest, Cli, [], ["--conf", "spark.hadoop.fs.defaultFS=hdfs://127.0.0.1:9", "plan.py", $"file://{wine}", $"file://{_directory.FullName}/out", "--where", "alcohol > 14", "--exclude", "magnesium"]);
        var (code, output) = plan.Wait();
        Assert.True(code == 0, plan.Log);
        Assert.Matches(@"alcohol +double +alcohol +float +0 or 1 +rounded", output);
        Assert.DoesNotContain("magnesium  ", output, StringComparison.Ordinal);
        Assert.Contains("input:    rows that Spark reads\noutput:   shards of about 134 MB, codec none, in file:///", output, StringComparison.Ordinal);
        Assert.Contains("engine:   Spark, DataFrame mode: the filter is about more than partition columns\n", output, StringComparison.Ordinal);
        Assert.Empty(_directory.EnumerateFileSystemInfos());
    }

    [Fact]
    public void Sigterm_OfSubmit_StopsEverythingAndLeavesNothing() =>
        StopsAndLeavesNothing(SparkInstallation.Newest, "scan", Processes.Sigterm, 143, submit => [submit.Id], ours: true);

    [Fact]
    public void Sigterm_OfTheDriver_StopsEverythingAndLeavesNothing() =>
        StopsAndLeavesNothing(SparkInstallation.Oldest, "scan", Processes.Sigterm, 143, _ => [Driver()]);

    /// <summary>As by Ctrl-C at a terminal: Java ends by itself while the driver wants to stop the job.</summary>
    [Fact]
    public void Sigint_OfAll_StopsEverythingAndLeavesNothing() =>
        StopsAndLeavesNothing(SparkInstallation.Newest, "dataframe", Processes.Sigint, 130, submit => [submit.Id, Driver()]);

    [Fact]
    public void Sigkill_OfTheJavaProcess_LeavesNothing()
    {
        using var submit = SubmitSlowJob(SparkInstallation.Oldest, "dataframe");
        Processes.Signal(submit.Id, Processes.Sigkill);
        submit.Wait();
        AssertNothingRuns();
        Assert.Equal(["started"], Names());
    }

    [Fact]
    public void Sigkill_OfTheDriver_TheNextRunCleansUpAndSucceeds()
    {
        using (var submit = SubmitSlowJob(SparkInstallation.Newest, "dataframe"))
        {
            Processes.Signal(Driver(), Processes.Sigkill);
            Assert.NotEqual(0, submit.Wait().ExitCode);
        }
        AssertNothingRuns();
        Assert.Contains(Names(), n => n.StartsWith("_out.", StringComparison.Ordinal));
        using var again = Submit(SparkInstallation.Newest, Cli, [], ["convert.py", .. Arguments("dataframe", 4)]);
        Assert.True(again.Wait().ExitCode == 0, again.Log);
        Assert.Equal(["out", "started"], Names());
        var local = Path.Combine(_directory.FullName, "local");
        new Converter(new ParquetInputFormat()).Convert(new() { Input = new() { Paths = [Engines.Golden("data/flights.parquet")], Exclude = ["time_hour"] }, Output = new() { Path = local } }, null, TestContext.Current.CancellationToken);
        Assert.Equal(Engines.Sorted(local), Engines.Sorted(Out));
    }

    static string Cli => Path.Combine(AppContext.BaseDirectory, "SparkTfRecord.Cli");

    string Out => Path.Combine(_directory.FullName, "out");

    string[] Arguments(string mode, int shards) => [Engines.Golden("data/flights.parquet"), Out, "--exclude", "time_hour", "--shards", $"{shards}", "--engine-mode", mode];

    void StopsAndLeavesNothing(SparkInstallation spark, string mode, int signal, int exitCode, Func<SubmittedProcess, int[]> victims, bool ours = false)
    {
        using var submit = SubmitSlowJob(spark, mode, ours);
        foreach (var victim in victims(submit))
            Processes.Signal(victim, signal);
        Assert.Equal(exitCode, submit.Wait().ExitCode);
        AssertNothingRuns();
        Assert.Equal(["started"], Names());
    }

    /// <summary>Starts a job whose tasks take a second each, by spark-submit or by <c>submit</c>, which starts that, and waits for the first.</summary>
    SubmittedProcess SubmitSlowJob(SparkInstallation spark, string mode, bool ours = false)
    {
        var started = _directory.CreateSubdirectory("started");
        var driver = Path.Combine(AppContext.BaseDirectory, "SparkTfRecord.IntegrationTests");
        // A shell that runs the tests in the background lets them ignore SIGINT, and their children too.
        string[] line = ["--default-signal=INT", .. ours ? [CliProcess.Program, "submit"] : new[] { Path.Combine(spark.Home, "bin", "spark-submit") },
            "--master", "local[2]", "--conf", "spark.ui.enabled=false", "--conf", $"spark.pyspark.driver.python={driver}", ours ? "--" : "convert.py", "convert", .. Arguments(mode, 40)];
        var start = spark.Command("spark-submit", line);
        start.FileName = "/usr/bin/env";
        start.WorkingDirectory = _directory.FullName;
        start.Environment[TestFunctions.SlowVariable] = started.FullName;
        var submit = new SubmittedProcess(start);
        Processes.WaitUntil(() => started.GetFiles().Length > 0, "a task has started");
        return submit;
    }

    int Driver() => Assert.Single(Processes.Find($"SparkTfRecord.IntegrationTests {_directory.FullName}/convert.py"));

    SubmittedProcess Submit(SparkInstallation spark, string driver, KeyValuePair<string, string>[] environment, params string[] arguments) =>
        SubmittedProcess.Local(spark, _directory.FullName, driver, environment, arguments);

    void AssertNothingRuns() => Processes.WaitUntil(
        () => Processes.FindByEnvironment(_directory.FullName).Count == 0, "all processes of the job end");

    IEnumerable<string> Names() => _directory.EnumerateFileSystemInfos().Select(f => f.Name).Order(StringComparer.Ordinal);
}
