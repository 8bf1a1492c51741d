using SparkTfRecord.Tasks;

namespace SparkTfRecord.IntegrationTests.Spark;

[Collection("Spark")]
public sealed class WarmupOnSparkTests(SparkShells shells) : IDisposable
{
    readonly Engines _engines = new(shells);

    public static TheoryData<string> Versions => SparkInstallation.Versions;

    public void Dispose() => _engines.Dispose();

    [Theory, MemberData(nameof(Versions))]
    public void Convert_SampledRows_AreThoseOfTheLocalEngine(string version)
    {
        var job = Job(new() { Sample = 6 });
        var local = Files(_engines.Local(job));
        Assert.Equal(local, Files(_engines.Spark(version, job)));
        // Spark sends a small file as one partition, in order: the rows have the same numbers.
        Assert.Equal(local, Files(_engines.DataFrame(version, job)));
    }

    [Theory, MemberData(nameof(Versions))]
    public void Convert_SampledRowsOfScatteredPartitionsAndPrivateColumns_MakeTheSameRequests(string version)
    {
        var job = Job(new() { Sample = 6 });
        job = job with { Output = new() { Shards = 5 }, Features = new Dictionary<string, FeatureOptions> { ["user_id"] = new() { Private = true } } };
        Assert.Equal(Files(_engines.Local(job)).Requests, Files(_engines.DataFrame(version, job)).Requests);
    }

    [Fact]
    public void Convert_ChosenRowsInDataFrameMode_IsAnErrorOfThePlan()
    {
        var e = Assert.Throws<PlanException>(() => _engines.DataFrame(SparkInstallation.Newest.Version, Job(new() { Chosen = [0, 5] })));
        Assert.StartsWith("warmup.rows 0,5: rows that come through Spark have no numbers", e.Message, StringComparison.Ordinal);
        Assert.Empty(_engines.Names());
    }

    static Job Job(WarmupRows rows) => new()
    {
        Input = new() { Paths = [Engines.Golden("saved_models/ranker.parquet")] },
        Warmup = new() { Rows = rows, Seed = 1, Model = Engines.Golden("saved_models/ranker/7"), BatchSizes = [1, 4] },
    };

    // The bytes of both warm-up files.
    static (string Requests, string Rows) Files(ConversionResult result)
    {
        Assert.Equal(8, result.WarmupRequests);
        return (Content(result, WarmupFiles.RequestsName), Content(result, WarmupFiles.RowsName));
    }

    static string Content(ConversionResult result, string file) => System.Convert.ToHexString(File.ReadAllBytes(Path.Combine(result.Path, WarmupFiles.Directory, file)));
}
