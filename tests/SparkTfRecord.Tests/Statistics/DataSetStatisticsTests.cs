using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Apache.Arrow.Types;
using SparkTfRecord.Parquet;
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

    static ConversionResult Convert(Job job, long mostBytes = DataSetStatistics.MostBytes) =>
        new Converter(new ParquetInputFormat(), new LocalStorage(), null) { MostStatistics = mostBytes }.Convert(job, null, TestContext.Current.CancellationToken);

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

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void Append_PrivateInOneOfBoth_StaysOrBecomesPrivate(bool first, bool second)
    {
        var job = Job("out");
        Conversion.Of(job with { Features = new Dictionary<string, FeatureOptions> { ["sex"] = new() { Private = first } } });
        Conversion.Of(job with { Output = job.Output with { Mode = SaveMode.Append }, Features = new Dictionary<string, FeatureOptions> { ["sex"] = new() { Private = second } } });
        Assert.True(Manifest.Read(new LocalStorage(), _directory["out"]).Features.Single(f => f.Feature == "sex").Private);
        Assert.Equal("""{"feature":"sex","records":688,"nulls":22,"missing":22,"values":666}""", Feature("out", "sex").GetRawText());
        Assert.DoesNotContain("female", File.ReadAllText(_directory["out/_statistics.json"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Convert_EmptyListsAreMissing_AreNotCountedAsNulls()
    {
        JsonColumn.WriteParquet(_directory["in.parquet"], ("x", new ListType(Int64Type.Default), JsonNode.Parse("[[1], [], null, [], [2]]")!.AsArray()));
        var job = Job("out", 1) with { Input = new() { Paths = [_directory["in.parquet"]] }, Features = new Dictionary<string, FeatureOptions> { ["x"] = new() { Empty = EmptyList.Missing } } };
        Conversion.Of(job with { Splits = new() { Shares = new Dictionary<string, decimal> { ["a"] = 0.5m, ["b"] = 0.5m } } });
        var x = Feature("out", "x");
        Assert.Equal((5, 1, 3, 2), (x.GetProperty("records").GetInt32(), x.GetProperty("nulls").GetInt32(), x.GetProperty("missing").GetInt32(), x.GetProperty("values").GetInt32()));
        Assert.Equal([1], Manifest.Read(new LocalStorage(), _directory["out"]).NullsByFeature());
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
    public void Convert_ShardsTakeMoreThanTheMost_LeavesTheirsOutAndSaysSo()
    {
        var job = Job("out", 7) with { Splits = new() { Shares = new Dictionary<string, decimal> { ["train"] = 0.7m, ["test"] = 0.3m } } };
        Convert(job with { Output = job.Output with { Path = _directory["whole"] } });
        var length = Read("whole").GetProperty("shards").EnumerateArray().SelectMany(s => s.GetProperty("features").EnumerateArray()).Sum(f => Encoding.UTF8.GetByteCount(f.GetRawText()) + 1);
        Assert.DoesNotContain(Convert(job with { Output = job.Output with { Path = _directory["most"] } }, length).Warnings, IsOfTotals);
        Assert.Equal(File.ReadAllText(_directory["whole/_statistics.json"]), File.ReadAllText(_directory["most/_statistics.json"]));

        var warning = Assert.Single(Convert(job, length - 1).Warnings, IsOfTotals);
        Assert.StartsWith("_statistics.json has totals only: those of each of 14 shards", warning, StringComparison.Ordinal);
        Assert.Contains("has totals only", File.ReadAllText(_directory["out/_run.json"]), StringComparison.Ordinal);
        var (found, whole) = (Read("out"), Read("whole"));
        Assert.Equal(14, found.GetProperty("shardsLeftOut").GetInt32());
        Assert.Equal(0, found.GetProperty("shards").GetArrayLength());
        Assert.Equal(whole.GetProperty("features").GetRawText(), found.GetProperty("features").GetRawText());
        Assert.Equal(whole.GetProperty("splits").GetRawText(), found.GetProperty("splits").GetRawText());
        Assert.Empty(Conversion.Faults(_directory["out"]));

        var once = File.ReadAllText(_directory["out/_statistics.json"]);
        Convert(job with { Engine = new() { Threads = 1 }, Output = job.Output with { Mode = SaveMode.Overwrite } }, length - 1);
        Assert.Equal(once, File.ReadAllText(_directory["out/_statistics.json"]));

        static bool IsOfTotals(string warning) => warning.Contains("totals only", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 0)] // never anything of a shard
    [InlineData(DataSetStatistics.MostBytes, 0)] // the append is what makes it too much
    [InlineData(0, DataSetStatistics.MostBytes)] // too much of the shards that are there
    public void Append_ToOrWithTotalsOnly_AddsToTheTotals(long mostBefore, long mostAfter)
    {
        var first = Job("out") with { Splits = new() { Shares = new Dictionary<string, decimal> { ["train"] = 0.7m, ["test"] = 0.3m } } };
        var append = first with { Output = new() { Path = _directory["out"], Shards = 2, Mode = SaveMode.Append, RunId = "one" } };
        Convert(first, mostBefore);
        Convert(append, mostAfter);
        var once = File.ReadAllText(_directory["out/_statistics.json"]);
        Assert.Equal((10, 0), (Read("out").GetProperty("shardsLeftOut").GetInt32(), Read("out").GetProperty("shards").GetArrayLength()));
        Assert.Equal([("Adelie", 304), ("Gentoo", 248), ("Chinstrap", 136)], Distinct(Feature("out", "species"), "bytes"));
        Assert.Equal(688, Read("out").GetProperty("splits").EnumerateObject().Sum(s => Feature(s.Value, "sex").GetProperty("records").GetInt64()));
        Convert(append, mostAfter);
        Assert.Equal(once, File.ReadAllText(_directory["out/_statistics.json"]));

        // What a run is replaced by cannot be taken out of a sum.
        Convert(append with { Output = append.Output with { Shards = 3 } }, mostAfter);
        Assert.False(Read("out").TryGetProperty("features", out _));
        Assert.False(Read("out").TryGetProperty("splits", out _));
    }

    [Fact]
    public void Read_Damaged_GivesWhatCanBeMergedAndWrittenOrNothing()
    {
        var integers = Job("integers", 2) with { Input = new() { Paths = [Golden.Path("data/flights.parquet")] }, Splits = new() { Shares = new Dictionary<string, decimal> { ["a"] = 0.5m, ["b"] = 0.5m } } };
        Convert(Job("out", 2));
        Convert(integers);
        Convert(integers with { Output = new() { Path = _directory["totals"] } }, 0);
        var taken = 0;
        foreach (var output in (string[])["out", "integers", "totals"])
        {
            var path = _directory[$"{output}/_statistics.json"];
            var whole = File.ReadAllBytes(path);
            Assert.NotNull(DataSetStatistics.Read(new LocalStorage(), _directory[output]));
            for (var seed = 0; seed < Fuzz.Iterations(400); seed++)
            {
                var random = new Random(seed);
                File.WriteAllBytes(path, seed % 2 == 0 ? WithOtherNumbers(whole, random) : JsonMutation.Of(whole, random));
                if (DataSetStatistics.Read(new LocalStorage(), _directory[output]) is not { } read)
                    continue;
                taken++;
                var lists = read.Shards.Select(s => s.Features).Concat(read.Splits?.Values ?? []).Append(read.Features ?? []).ToList();
                var sum = StatisticsSum.Of([.. lists, .. lists]).Features(lists.SelectMany(l => l).Select(f => f.Feature).Distinct());
                Assert.NotEmpty(new DataSetStatistics { Features = sum, Shards = [] }.ToJson());
            }
        }
        Assert.InRange(taken, 1, Fuzz.Iterations(400));
    }

    // Mean and deviation follow from the sums of integers, so that few such files are the program's own.
    static byte[] WithOtherNumbers(byte[] whole, Random random)
    {
        string[] numbers = ["-1", "0", "7", "9223372036854775807", "1E+300", "-1E+300", "1E-300", "5E-324", "null", "1e999", new string('9', 70), $"1{new string('0', 1_000)}"];
        var values = Regex.Matches(Encoding.UTF8.GetString(whole), "(?<=\"(count|min|max|finite|records|nulls|values|total|mean|squaredDeviations|sum|zeros)\":)[-+0-9.E]+");
        var value = values[random.Next(values.Count)];
        var text = Encoding.UTF8.GetString(whole);
        return Encoding.UTF8.GetBytes(string.Concat(text.AsSpan(0, value.Index), numbers[random.Next(numbers.Length)], text.AsSpan(value.Index + value.Length)));
    }

    [Fact]
    public void ToJson_SumsBeyond64Bits_AreReadBackExactly()
    {
        var sum = System.Numerics.BigInteger.Pow(10, 25) + 1;
        var shard = new ShardStatistics("data.tfrecord", [new() { Feature = "\"ids\"\n", Int64 = new() { Count = 1, Min = 1, Max = 1, Sum = -sum, SumOfSquares = sum * sum } }]);
        File.WriteAllBytes(_directory["_statistics.json"], new DataSetStatistics { Shards = [shard] }.ToJson());
        Assert.Equivalent(shard, Assert.Single(DataSetStatistics.Read(new LocalStorage(), _directory[""])!.Shards), strict: true);
        Assert.Contains("\"sum\":-10000000000000000000000001,", File.ReadAllText(_directory["_statistics.json"]), StringComparison.Ordinal);
    }
}
