using System.Globalization;
using System.Text.Json.Nodes;
using Apache.Arrow.Types;
using SparkTfRecord.Publishing;
using SparkTfRecord.Storage;
using SparkTfRecord.Tests.Support;
using Field = Apache.Arrow.Field;

namespace SparkTfRecord.Tests.Tasks;

/// <summary>nycflights13: of 10000 flights 246 have no departure time, and 278 no arrival delay, these among them.</summary>
public sealed class BadRowsTests : IDisposable
{
    static readonly string s_flights = Golden.Path("data/flights.parquet");

    static readonly Dictionary<string, FeatureOptions> s_strict = new()
    {
        ["dep_time"] = new() { Null = new(NullPolicy.Fail) },
        ["arr_delay"] = new() { Null = new(NullPolicy.Fail) },
    };

    readonly TemporaryDirectory _directory = TemporaryDirectory.InMemory();
    readonly LocalStorage _storage = new();

    public void Dispose() => _directory.Dispose();

    Job Job(BadRowPolicy policy, string? max = null, int shards = 5, int threads = 2) => new()
    {
        Input = new() { Paths = [s_flights] },
        Output = new() { Path = _directory["out"], Shards = shards },
        Features = s_strict,
        BadRows = new() { Policy = policy, Max = max is null ? null : BadRowLimit.Parse(max) },
        Engine = new() { Threads = threads },
        Verify = true,
    };

    List<byte[]> Records(string output) => RecordList.OfDataSet(_directory[output]);

    // The rows of the file in order, as they are without the checks that make some of them bad.
    List<byte[]> AllRecords()
    {
        Conversion.Of(Job(BadRowPolicy.Fail) with { Features = new Dictionary<string, FeatureOptions>(), Output = new() { Path = _directory["all"], Shards = 1 } });
        return Records("all");
    }

    static HashSet<int> BadRows()
    {
        var columns = Table.Read(s_flights).ToDictionary(c => c.Name, c => c.Values);
        return [.. Enumerable.Range(0, 10000).Where(i => columns["dep_time"][i] == "null" || columns["arr_delay"][i] == "null")];
    }

    [Fact]
    public void Convert_Skip_LeavesOutExactlyTheBadRows()
    {
        var result = Conversion.Of(Job(BadRowPolicy.Skip));
        Assert.Equal((10000, 10000 - 278), (result.Rows, result.Records));
        BadRowCount[] counts = [
            new("arr_delay", "the value is null, and the feature's null policy is fail", 278),
        ];
        Assert.Equal(counts, result.BadRows);
        Assert.Equal(counts, Manifest.Read(_storage, _directory["out"]).Runs[0].BadRows);
        Assert.Contains("278 rows could not be converted", Assert.Single(result.Warnings, w => w.Contains("could not", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Equal([2000, 2000, 2000, 2000, 2000], Manifest.Read(_storage, _directory["out"]).Shards.Select(s => s.Rows));

        var bad = BadRows();
        Assert.Equal(AllRecords().Where((_, i) => !bad.Contains(i)), Records("out"));
    }

    [Fact]
    public void Convert_Quarantine_KeepsTheRowsWithTheirReasonAndPlace()
    {
        var result = Conversion.Of(Job(BadRowPolicy.Quarantine));
        var rows = result.Quarantine.SelectMany(q => Rows(_directory[$"out/{q}"])).ToList();
        Assert.Equal(BadRows().Order(), rows.Select(r => Number(r["_row"])));
        var original = Table.Read(s_flights);
        foreach (var row in rows)
        {
            Assert.Equal($"\"{s_flights}\"", row["_file"]);
            Assert.StartsWith("\"column 'arr_delay': the value is null", row["_reason"], StringComparison.Ordinal);
            Assert.All(original, c => Assert.Equal(c.Values[Number(row["_row"])], row[c.Name]));
        }
        Assert.Equal(result.Quarantine, Manifest.Read(_storage, _directory["out"]).Runs[0].Quarantine);
        Assert.Empty(Conversion.Faults(_directory["out"]));
    }

    [Fact]
    public void Convert_QuarantineAfterAFix_MakesTheRecordsThatWereMissing()
    {
        Conversion.Of(Job(BadRowPolicy.Quarantine));
        var rest = Conversion.Of(Job(BadRowPolicy.Quarantine) with
        {
            Input = new() { Paths = [_directory["out/_quarantine"]] },
            Output = new() { Path = _directory["rest"], Shards = 2 },
            Features = new Dictionary<string, FeatureOptions>(),
        });
        Assert.Equal((278, 278), (rest.Rows, rest.Records));
        Assert.Equal(Hashes(AllRecords()), Hashes(Records("out").Concat(Records("rest"))));

        static IEnumerable<string> Hashes(IEnumerable<byte[]> records) => records.Select(System.Convert.ToHexString).Order(StringComparer.Ordinal);
    }

    [Fact]
    public void Convert_QuarantineOfAnAppendThatIsRepeated_IsReplacedAndTheFirstStays()
    {
        Conversion.Of(Job(BadRowPolicy.Quarantine));
        var append = Job(BadRowPolicy.Quarantine) with { Output = new() { Path = _directory["out"], Mode = SaveMode.Append, RunId = "x", Shards = 2 } };
        var first = Conversion.Of(append);
        Assert.Equal(first.Quarantine, Conversion.Of(append).Quarantine);
        var again = Conversion.Of(append with { Output = append.Output with { Shards = 3 } });
        Assert.NotEqual(first.Quarantine, again.Quarantine);

        var files = _directory.Tree().Where(f => f.Contains("_quarantine", StringComparison.Ordinal) && f.EndsWith(".parquet", StringComparison.Ordinal)).ToList();
        var manifest = Manifest.Read(_storage, _directory["out"]);
        Assert.Equal(manifest.Runs.SelectMany(r => r.Quarantine!).Select(q => $"out/{q}").Order(StringComparer.Ordinal), files.Order(StringComparer.Ordinal));
        Assert.Equal(2 * 278, files.Sum(f => Rows(_directory[f]).Count));
    }

    [Fact]
    public void Convert_AnyNumberOfThreads_MakesTheSameFiles()
    {
        Conversion.Of(Job(BadRowPolicy.Quarantine, threads: 1));
        Directory.Move(_directory["out"], _directory["before"]);
        Conversion.Of(Job(BadRowPolicy.Quarantine, threads: 3));
        var names = TemporaryDirectory.Tree(_directory["before"]);
        Assert.Equal(names, TemporaryDirectory.Tree(_directory["out"]));
        foreach (var name in names.Where(n => n is not "_run.json" && !n.EndsWith('/')))
            Assert.Equal(File.ReadAllBytes(_directory[$"before/{name}"]), File.ReadAllBytes(_directory[$"out/{name}"]));
    }

    [Theory]
    [InlineData("278")]
    [InlineData("2.78%")]
    public void Convert_AsManyBadRowsAsAllowed_Succeeds(string max) => Assert.Equal(278, Conversion.Of(Job(BadRowPolicy.Skip, max)).BadRows.Sum(b => b.Rows));

    [Theory]
    [InlineData("277")]
    [InlineData("2.77%")]
    [InlineData("0")]
    public void Convert_MoreBadRowsThanAllowed_FailsAndLeavesNothing(string max)
    {
        var error = Assert.Throws<InvalidDataException>(() => Conversion.Of(Job(BadRowPolicy.Quarantine, max)));
        Assert.Contains($"rows cannot be converted, more than badRows.max allows ({max}): column 'arr_delay': the value is null", error.Message, StringComparison.Ordinal);
        Assert.Empty(_directory.Tree());
    }

    [Fact]
    public void Convert_FailPolicy_NamesTheFirstBadRow()
    {
        var first = BadRows().Min();
        var error = Assert.Throws<InvalidDataException>(() => Conversion.Of(Job(BadRowPolicy.Fail, threads: 1)));
        Assert.StartsWith($"{s_flights}: row {first}, column 'arr_delay': the value is null", error.Message, StringComparison.Ordinal);
        Assert.Contains("--bad-rows skip", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Convert_AllRowsBad_WritesEmptyShards()
    {
        var job = Job(BadRowPolicy.Skip) with { Features = new Dictionary<string, FeatureOptions> { ["year"] = new() { Min = "2014" } } };
        Assert.Equal((10000, 0), (Conversion.Of(job).Rows, Conversion.Of(job with { Output = job.Output with { Mode = SaveMode.Overwrite } }).Records));
    }

    [Fact]
    public void Convert_PrivateColumn_IsNotInTheQuarantine()
    {
        var job = Job(BadRowPolicy.Quarantine) with
        {
            Features = new Dictionary<string, FeatureOptions> { ["dest"] = new() { Private = true, OneOf = ["IAH", "MIA"] } },
        };
        var rows = Rows(_directory[$"out/{Conversion.Of(job).Quarantine[0]}"]);
        Assert.False(rows[0].ContainsKey("dest"));
        Assert.All(rows, r => Assert.StartsWith("\"column 'dest': the value is none of", r["_reason"], StringComparison.Ordinal));
    }

    [Fact]
    public void Convert_ExcludedField_IsNotInTheQuarantineThatIsConvertedByTheSameJob()
    {
        var user = new StructType([new Field("age", Int64Type.Default, true), new Field("ssn", StringType.Default, true)]);
        JsonColumn.WriteParquet(_directory["in.parquet"],
            ("x", Int64Type.Default, new JsonArray(1, -1)), ("secret", StringType.Default, new JsonArray("s", "s")),
            ("user", user, JsonNode.Parse("""[{ "age": 1, "ssn": "a" }, { "age": 2, "ssn": "b" }]""")!.AsArray()));
        var job = Job(BadRowPolicy.Quarantine, shards: 1) with
        {
            Input = new() { Paths = [_directory["in.parquet"]], Exclude = ["secret", "USER.ssn"] },
            Features = new Dictionary<string, FeatureOptions> { ["x"] = new() { Min = "0" } },
        };
        var kept = _directory[$"out/{Conversion.Of(job).Quarantine[0]}"];
        Assert.Equal(["x", "_reason", "_file", "_row"], Rows(kept)[0].Keys);

        var again = job with { Input = job.Input with { Paths = [kept] }, Output = new() { Path = _directory["again"] }, Features = new Dictionary<string, FeatureOptions>() };
        Assert.Equal(["x"], Conversion.Of(again).Plan!.Features.Select(f => f.Feature));
    }

    static int Number(string json) => int.Parse(json.Trim('"'), CultureInfo.InvariantCulture);

    static List<Dictionary<string, string>> Rows(string path)
    {
        var columns = Table.Read(path);
        return [.. Enumerable.Range(0, columns[0].Values.Count).Select(i => columns.ToDictionary(c => c.Name, c => c.Values[i]))];
    }
}
