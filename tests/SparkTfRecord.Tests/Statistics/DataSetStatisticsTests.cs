using System.Text.Json;
using SparkTfRecord.Publishing;
using SparkTfRecord.Statistics;
using SparkTfRecord.Storage;
using SparkTfRecord.Tests.Support;

namespace SparkTfRecord.Tests.Statistics;

public sealed class DataSetStatisticsTests : IDisposable
{
    static readonly string s_penguins = Golden.Path("data/penguins.parquet");

    readonly TemporaryDirectory _directory = TemporaryDirectory.InMemory();

    public void Dispose() => _directory.Dispose();

    Job Job(string output, int shards = 3) => new() { Input = new() { Paths = [s_penguins] }, Output = new() { Path = _directory[output], Shards = shards }, Engine = new() { Threads = 2 } };

    JsonElement Read(string output)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(_directory[$"{output}/_statistics.json"]));
        return json.RootElement.Clone();
    }

    static JsonElement Feature(JsonElement features, string name) => features.EnumerateArray().Single(f => f.GetProperty("feature").GetString() == name);

    JsonElement Feature(string output, string name) => Feature(Read(output).GetProperty("features"), name);

    static IEnumerable<(string?, long)> Distinct(JsonElement feature, string kind) =>
        feature.GetProperty(kind).GetProperty("distinct").EnumerateArray().Select(d => (d.GetProperty("value").ToString(), d.GetProperty("count").GetInt64()))!;

    [Fact]
    public void Convert_Penguins_GivesWhatIsKnownOfThem()
    {
        Conversion.Of(Job("out"));
        // What R's summary(palmerpenguins::penguins) says; its sd() divides by n - 1.
        var bill = Feature("out", "bill_length_mm");
        Assert.Equal((344, 2, 342), (bill.GetProperty("records").GetInt64(), bill.GetProperty("missing").GetInt64(), bill.GetProperty("values").GetInt64()));
        var numbers = bill.GetProperty("float");
        Assert.Equal((32.1f, 59.6f), (numbers.GetProperty("min").GetSingle(), numbers.GetProperty("max").GetSingle()));
        Assert.Equal(43.92193, numbers.GetProperty("mean").GetDouble(), 1e-5);
        Assert.Equal(5.459584 * Math.Sqrt(341 / 342.0), numbers.GetProperty("std").GetDouble(), 1e-5);
        Assert.Equal([("Adelie", 152), ("Gentoo", 124), ("Chinstrap", 68)], Distinct(Feature("out", "species"), "bytes"));
        Assert.Equal([("male", 168), ("female", 165)], Distinct(Feature("out", "sex"), "bytes"));

        var shards = Read("out").GetProperty("shards").EnumerateArray().ToList();
        Assert.Equal(["data-00000-of-00003.tfrecord", "data-00001-of-00003.tfrecord", "data-00002-of-00003.tfrecord"], shards.Select(s => s.GetProperty("name").GetString()));
        Assert.Equal([114, 115, 115], shards.Select(s => Feature(s.GetProperty("features"), "sex").GetProperty("records").GetInt32()));
        Assert.Equal(342, shards.Sum(s => Feature(s.GetProperty("features"), "bill_length_mm").GetProperty("values").GetInt32()));
    }

    [Fact]
    public void Convert_Flights_HasTheSumsAndNullsOfPyarrow()
    {
        Conversion.Of(Job("out", 5) with { Input = new() { Paths = [Golden.Path("data/flights.parquet")] } });
        using var json = JsonDocument.Parse(File.ReadAllBytes(Golden.Path("data/flights.json")));
        var features = Read("out").GetProperty("features");
        var compared = 0;
        foreach (var column in json.RootElement.GetProperty("columns").EnumerateObject())
        {
            var feature = Feature(features, column.Name);
            Assert.Equal(column.Value.GetProperty("nulls").GetInt64(), feature.GetProperty("missing").GetInt64());
            if (!column.Value.TryGetProperty("sum", out var sum) || !feature.TryGetProperty("int64", out var integers))
                continue;
            Assert.Equal(sum.GetString(), integers.GetProperty("sum").GetRawText());
            compared++;
        }
        Assert.InRange(compared, 8, 20);
    }

    [Fact]
    public void Convert_PrivateFeature_IsOnlyCounted()
    {
        Conversion.Of(Job("out") with { Features = new Dictionary<string, FeatureOptions> { ["sex"] = new() { Private = true } } });
        Assert.Equal("""{"feature":"sex","records":344,"nulls":11,"missing":11,"values":333}""", Feature("out", "sex").GetRawText());
        Assert.DoesNotContain("female", File.ReadAllText(_directory["out/_statistics.json"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Convert_DefaultForNulls_CountsWhatIsWritten()
    {
        Conversion.Of(Job("out") with { Features = new Dictionary<string, FeatureOptions> { ["sex"] = new() { Null = NullWish.Default("unknown") } } });
        var sex = Feature("out", "sex");
        Assert.Equal((11, 0), (sex.GetProperty("nulls").GetInt32(), sex.GetProperty("missing").GetInt32()));
        Assert.Equal([("male", 168), ("female", 165), ("unknown", 11)], Distinct(sex, "bytes"));
    }

    [Fact]
    public void Convert_RowsThatAreSkipped_AreNotCounted()
    {
        Conversion.Of(Job("out") with
        {
            Features = new Dictionary<string, FeatureOptions> { ["species"] = new() { OneOf = ["Gentoo", "Adelie"] } },
            BadRows = new() { Policy = BadRowPolicy.Skip },
        });
        Assert.Equal([("Adelie", 152), ("Gentoo", 124)], Distinct(Feature("out", "species"), "bytes"));
        Assert.Equal(276, Feature("out", "bill_length_mm").GetProperty("records").GetInt32());
    }

    [Fact]
    public void Convert_Splits_AreCountedApartAndTogether()
    {
        Conversion.Of(Job("whole"));
        Conversion.Of(Job("out", 2) with { Splits = new() { Shares = new Dictionary<string, decimal> { ["train"] = 0.7m, ["test"] = 0.3m }, By = ["species"] } });
        var splits = Read("out").GetProperty("splits");
        string[] names = ["train", "test"];
        // Species stay together: each is in one split.
        Assert.Equal([("Adelie", 152), ("Chinstrap", 68), ("Gentoo", 124)], names.SelectMany(s => Distinct(Feature(splits.GetProperty(s), "species"), "bytes")).Order());
        foreach (var split in names)
        {
            var records = Feature(splits.GetProperty(split), "sex").GetProperty("records").GetInt64();
            Assert.Equal(Manifest.Read(new LocalStorage(), _directory["out"]).Shards.Where(s => s.Split == split).Sum(s => s.Records), records);
        }
        var (together, whole) = (Feature("out", "body_mass_g"), Feature("whole", "body_mass_g"));
        Assert.Equal(whole.GetProperty("missing").GetInt64(), together.GetProperty("missing").GetInt64());
        Assert.Equal(Distinct(Feature("whole", "sex"), "bytes"), Distinct(Feature("out", "sex"), "bytes"));
    }

    [Fact]
    public void Append_AddsToWhatIsThere_AndTheSameRunIdDoesNotAddTwice()
    {
        Conversion.Of(Job("out"));
        var append = Job("out", 2) with { Output = new() { Path = _directory["out"], Shards = 2, Mode = SaveMode.Append, RunId = "one" } };
        Conversion.Of(append);
        var once = File.ReadAllText(_directory["out/_statistics.json"]);
        Assert.Equal([("Adelie", 304), ("Gentoo", 248), ("Chinstrap", 136)], Distinct(Feature("out", "species"), "bytes"));
        Assert.Equal(5, Read("out").GetProperty("shards").GetArrayLength());
        Conversion.Of(append);
        Assert.Equal(once, File.ReadAllText(_directory["out/_statistics.json"]));
    }

    [Fact]
    public void Append_WhereNothingIsKnownOfTheOthers_SaysNothingOfTheWhole()
    {
        Conversion.Of(Job("out"));
        File.WriteAllText(_directory["out/_statistics.json"], "damaged");
        Conversion.Of(Job("out", 2) with { Output = new() { Path = _directory["out"], Shards = 2, Mode = SaveMode.Append } });
        Assert.False(Read("out").TryGetProperty("features", out _));
        Assert.Equal(2, Read("out").GetProperty("shards").GetArrayLength());
    }

    [Fact]
    public void ToJson_SumsBeyond64Bits_AreReadBackExactly()
    {
        var sum = System.Numerics.BigInteger.Pow(10, 25) + 1;
        var shard = new ShardStatistics("data.tfrecord", [new() { Feature = "\"ids\"\n", Int64 = new() { Count = 1, Min = 1, Max = 1, Sum = -sum, SumOfSquares = sum * sum } }]);
        File.WriteAllBytes(_directory["_statistics.json"], new DataSetStatistics { Shards = [shard] }.ToJson());
        Assert.Equivalent(shard, Assert.Single(DataSetStatistics.ReadShards(new LocalStorage(), _directory[""])), strict: true);
        Assert.Contains("\"sum\":-10000000000000000000000001,", File.ReadAllText(_directory["_statistics.json"]), StringComparison.Ordinal);
    }
}
