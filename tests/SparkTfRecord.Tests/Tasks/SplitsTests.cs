using System.IO.Hashing;
using System.Text;
using SparkTfRecord.Publishing;
using SparkTfRecord.Storage;
using SparkTfRecord.Tests.Support;

namespace SparkTfRecord.Tests.Tasks;

public sealed class SplitsTests : IDisposable
{
    static readonly string s_flights = Golden.Path("data/flights.parquet");

    readonly TemporaryDirectory _directory = TemporaryDirectory.InMemory();
    readonly LocalStorage _storage = new();

    public void Dispose() => _directory.Dispose();

    Job Job(string output, params string[] by) => new()
    {
        Input = new() { Paths = [s_flights] },
        Output = new() { Path = _directory[output], Shards = 3 },
        Splits = new() { Shares = new Dictionary<string, decimal> { ["train"] = 0.8m, ["valid"] = 0.1m, ["test"] = 0.1m }, By = by, Seed = 7 },
        Engine = new() { Threads = 2 },
        Verify = true,
    };

    List<byte[]> Records(string output, string? split) => RecordList.OfDataSet(_directory[output], split);

    List<byte[]> AllRecords(string? split = null)
    {
        Conversion.Of(Job("all") with { Splits = null });
        return Records("all", split);
    }

    [Fact]
    public void Convert_ByRecord_DividesByTheHashOfEachRecord()
    {
        var result = Conversion.Of(Job("out"));
        string[] shards = [.. new[] { "train", "valid", "test" }.SelectMany(s => Enumerable.Range(0, 3).Select(i => $"data-{s}-0000{i}-of-00003.tfrecord"))];
        Assert.Equal(shards, result.Shards);
        var all = AllRecords();
        Assert.Equal(all.Where(r => Share(r) < 0.8), Records("out", "train"));
        Assert.Equal(all.Where(r => Share(r) is >= 0.8 and < 0.9), Records("out", "valid"));
        Assert.Equal(all.Where(r => Share(r) >= 0.9), Records("out", "test"));
        Assert.Equal(result.Splits.Select(s => s.Records), new[] { "train", "valid", "test" }.Select(s => (long)Records("out", s).Count));
        Assert.InRange(result.Splits[0].Records, 7800, 8200);

        var manifest = Manifest.Read(_storage, _directory["out"]);
        Assert.Equal((10000, 10000), (manifest.Rows, manifest.Records));
        // Each split's shard has its records among the same rows.
        Assert.Equal(Manifest.Read(_storage, _directory["all"]).Shards.Select(s => (s.FirstRow, s.Rows)), manifest.Shards.Where(s => s.Split == "test").Select(s => (s.FirstRow, s.Rows)));

        static double Share(byte[] record) => XxHash64.HashToUInt64(record, 7) / Math.Pow(2, 64);
    }

    [Fact]
    public void Convert_ByColumnThatIsNoFeature_KeepsEqualValuesTogether()
    {
        var job = Job("out", "TailNum");
        var result = Conversion.Of(job with { Input = job.Input with { Exclude = ["tailnum"] } });
        Conversion.Of(Job("with", "tailnum"));
        var splits = new[] { "train", "valid", "test" };
        Assert.Equal(splits.Select(s => Records("with", s).Count), splits.Select(s => Records("out", s).Count));
        var tails = splits.Select(s => Records("with", s).Select(Tail).ToHashSet()).ToList();
        Assert.Empty(tails[0].Intersect(tails[1]).Concat(tails[0].Intersect(tails[2])).Concat(tails[1].Intersect(tails[2])));
        Assert.Equal(10000, result.Records);

        static string Tail(byte[] record)
        {
            var text = Encoding.Latin1.GetString(record);
            var at = text.IndexOf("tailnum", StringComparison.Ordinal);
            return at < 0 ? "" : text.Substring(at + 7, 12);
        }
    }

    [Fact]
    public void Convert_AnyNumberOfThreadsAndCodecs_MakesTheSame()
    {
        Conversion.Of(Job("a", "carrier") with { Engine = new() { Threads = 1 } });
        var job = Job("b", "carrier");
        Conversion.Of(job with { Output = job.Output with { Codec = "gzip", Path = _directory["b"] } });
        foreach (var split in new[] { "train", "valid", "test" })
            Assert.Equal(Records("a", split), Records("b", split));
        Directory.Delete(_directory["b"], recursive: true);
        Conversion.Of(job);
        foreach (var shard in Manifest.Read(_storage, _directory["a"]).Shards)
            Assert.Equal(File.ReadAllBytes(_directory[$"a/{shard.Name}"]), File.ReadAllBytes(_directory[$"b/{shard.Name}"]));
    }

    [Fact]
    public void Convert_AppendAndBadRows_KeepTheSplitsApart()
    {
        var job = Job("out") with
        {
            BadRows = new() { Policy = BadRowPolicy.Skip },
            Features = new Dictionary<string, FeatureOptions> { ["month"] = new() { Max = "6" } },
        };
        var first = Conversion.Of(job);
        var second = Conversion.Of(job with { Output = job.Output with { Mode = SaveMode.Append, Shards = 2 } });
        Assert.Equal(first.Splits, second.Splits);
        Assert.True(first.Records is > 0 and < 10000);
        Assert.All(second.Shards, name => Assert.Matches("^data-(train|valid|test)-[0-9a-f]{8}-0000[01]-of-00002.tfrecord$", name));
        Assert.Empty(Conversion.Faults(_directory["out"]));
        Assert.Equal(2 * first.Records, Manifest.Read(_storage, _directory["out"]).Records);

        var error = Assert.Throws<PlanException>(() => Conversion.Of(job with { Splits = null, Output = job.Output with { Mode = SaveMode.Append } }));
        Assert.Contains("the splits is train, valid, test there and none in this job", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Convert_Splits_AreInTheFeatureSpec()
    {
        var result = Conversion.Of(Job("out"));
        var module = File.ReadAllText(_directory["out/_feature_spec.py"]);
        Assert.Contains($"RECORDS = {{\n    \"train\": {result.Splits[0].Records},\n", module, StringComparison.Ordinal);
        Assert.Contains("    \"valid\": {\n        \"data-valid-{:05d}-of-00003.tfrecord\": 3,\n    },\n", module, StringComparison.Ordinal);
        Assert.Contains("def dataset(root, split, batch=32, shuffle=0, seed=None):", module, StringComparison.Ordinal);
        Assert.Contains("in SHARDS[split].items()", module, StringComparison.Ordinal);
        Assert.Contains("    records = records.apply(tf.data.experimental.assert_cardinality(RECORDS[split]))\n", module, StringComparison.Ordinal);
        Assert.DoesNotContain("RECORDS is not None", module, StringComparison.Ordinal);
        Assert.Contains("dataset(\"path/of/this/directory\", \"train\", batch=128", module, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("train", 0.8, "splits.shares are together 0.8")]
    [InlineData("a-b", 1.0, "Split 'a-b' makes no part of a file name")]
    public void Plan_SharesOrNamesThatCannotBe_AreProblems(string name, double share, string problem)
    {
        var job = Job("out") with { Splits = new() { Shares = new Dictionary<string, decimal> { [name] = (decimal)share } } };
        Assert.StartsWith(problem, Assert.Single(Assert.Throws<PlanException>(() => Conversion.Of(job)).Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_KeyOfListsOrUnknownColumns_AreProblems()
    {
        var job = Job("out", "words", "dok") with { Input = new() { Paths = [Golden.Path("data/sentences.parquet")], Exclude = ["tags"] } };
        var problems = Assert.Throws<PlanException>(() => Conversion.Of(job)).Problems;
        Assert.Contains(problems, p => p.StartsWith("splits.by 'words' is list<", StringComparison.Ordinal));
        Assert.Contains(problems, p => p.Contains("dok", StringComparison.Ordinal) && p.Contains("doc", StringComparison.Ordinal));
    }
}
