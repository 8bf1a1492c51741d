using System.Text.Json;
using SparkTfRecord.Parquet;
using SparkTfRecord.Planning;
using SparkTfRecord.Storage;
using SparkTfRecord.Tests.Support;

namespace SparkTfRecord.Tests.Planning;

public sealed class PlannerTests : IDisposable
{
    readonly TemporaryDirectory _directory = new();

    [Theory]
    [InlineData("dates", "year Int64 month Int64")]
    [InlineData("escaped", "name String")]
    [InlineData("empty_value", "k String")]
    [InlineData("leading_zero", "code String")]
    [InlineData("mixed_types", "v String")]
    [InlineData("dated", "day Date")]
    [InlineData("in_file_too", "id Int64")]
    public void Plan_HiveDirectory_HasTheFilesAndKeysThatItsWriterMeant(string directory, string types)
    {
        var expected = JsonDocument.Parse(File.ReadAllBytes(Golden.Path("hive/expected.json"))).RootElement.GetProperty("files").EnumerateArray()
            .Where(f => f.GetProperty("file").GetString()!.StartsWith(directory + "/", StringComparison.Ordinal))
            .OrderBy(f => f.GetProperty("file").GetString(), Utf8Order.Instance)
            .Select(f => (f.GetProperty("file").GetString()!, f.GetProperty("rows").GetInt64(), string.Join(' ', f.GetProperty("keys").EnumerateObject().Select(k => $"{k.Name}={k.Value}"))));

        var plan = Plan(new Job { Input = new() { Paths = [Golden.Path($"hive/{directory}")], Exclude = directory == "dated" ? ["day"] : [] } });

        Assert.Equal(expected, plan.Files.Select(f => (Path.GetRelativePath(Golden.Path("hive"), f.Path), f.Rows, string.Join(' ', f.Partition.Select(p => $"{p.Column}={p.Value}")))));
        Assert.All(plan.Files, f => Assert.Equal(types, string.Join(' ', f.Partition.Select(p => $"{p.Column} {p.Type}"))));
        Assert.Equal(plan.Files.Sum(f => f.Rows), plan.Rows);
    }

    [Fact]
    public void Plan_HiveDirectory_NamesColumnsFeaturesAndNulls()
    {
        var plan = Plan(new Job { Input = new() { Paths = [Golden.Path("hive/dates")] } });

        Assert.Equal(["id int64 False", "score float False", "tag string False", "year int64 True", "month int64 True"], plan.Columns.Select(c => $"{c.Name} {c.Type} {c.Partition}"));
        Assert.Equal(["id Int64", "month Int64", "score Float", "tag Bytes", "year Int64"], plan.Features.Select(f => $"{f.Feature} {f.Kind}"));
    }

    [Theory]
    [InlineData("year = 2020", 13)]
    [InlineData("year = 2020 AND month > 1", 5)]
    [InlineData("year IS NULL OR month IS NULL", 10)]
    [InlineData("year <> 2020", 10)]
    [InlineData("year = 1999", 0)]
    public void Plan_Where_ReadsOnlyThePartitionsThatPass(string where, long rows)
    {
        var plan = Plan(new Job { Input = new() { Paths = [Golden.Path("hive/dates")], Where = where } });

        Assert.Equal(rows, plan.Rows);
        Assert.Equal(5, plan.Columns.Count);
        Assert.Equal(rows == 0, plan.Warnings.Any(w => w.Contains("no rows", StringComparison.Ordinal)));
    }

    [Fact]
    public void Plan_WholeHiveFolder_SaysThatPartitionsDiffer() =>
        Assert.Contains("Directories with different partition columns", Problems(new Job { Input = new() { Paths = [Golden.Path("hive")] } }), StringComparison.Ordinal);

    [Fact]
    public void Plan_RealFileWithSevenRowGroups_CutsThemIntoTasks()
    {
        var plan = Plan(new Job { Input = new() { Paths = [Golden.Path("data/flights.parquet")], Columns = ["year", "carrier", "dep_time"] }, Output = new() { Shards = 7 } });

        Assert.Equal(10_000, plan.Rows);
        Assert.Equal(7, plan.Shards.Count);
        Assert.InRange(plan.Tasks.Count, 2, 7);
    }

    [Theory]
    // Two features: 16 bytes around the record; 2 around Features; an entry each of 2 for itself, 2 + 3 for the key, 2 for Feature,
    // 2 for Int64List and 2 for its packed values; those are a byte or two: a number below 128, or a year.
    [InlineData("data/flights.parquet", "day=id1 hour=id2", 16 + 2 + 2 * 13 + 2)]
    [InlineData("data/wine.parquet", "alcohol=a", 16 + 2 + 11 + 4)]
    [InlineData("hive/in_file_too", "id=id", 16 + 2 + 12 + 1)]
    public void Plan_WithoutShards_ProbesTheBytesOfARow(string path, string features, int bytes)
    {
        var named = features.Split(' ').Select(f => f.Split('=')).ToArray();
        var job = new Job
        {
            Input = new() { Paths = [Golden.Path(path)], Columns = [.. named.Select(n => n[0])] },
            Features = named.ToDictionary(n => n[1], n => new FeatureOptions { Column = n[0] }),
        };
        var rows = Plan(job with { Output = new() { Shards = 1 } }).Rows;

        // One byte less than all rows need, and a second shard is made.
        Assert.Single(Plan(job with { Output = new() { ShardSize = rows * bytes } }).Shards);
        Assert.Equal(2, Plan(job with { Output = new() { ShardSize = rows * bytes - 1 } }).Shards.Count);
    }

    [Theory]
    [InlineData("zero-rows", 1)]
    [InlineData("zero-row-groups", 1)]
    [InlineData("one-row", 1)]
    [InlineData("empty-row-group-inside", 5)]
    public void Plan_FewRows_HaveOneShardAtLeast(string file, int shards)
    {
        var plan = Plan(new Job { Input = new() { Paths = [Golden.Path($"pages/{file}.parquet")], Columns = ["i"] }, Output = new() { Shards = 5 } });

        Assert.Equal(shards, plan.Shards.Count);
        Assert.Equal(plan.Rows, plan.Tasks.SelectMany(t => t.Input).Sum(s => s.Rows));
        Assert.Equal(plan.Rows < 5, plan.Warnings.Count > 0);
    }

    [Fact]
    public void Plan_Twice_IsTheSameAndSurvivesJson()
    {
        var job = new Job { Input = new() { Paths = [Golden.Path("hive/dates"), Golden.Path("hive/dates")], Where = "month IS NOT NULL" }, Output = new() { Shards = 3 } };

        var json = JsonSerializer.Serialize(Plan(job), PlanningJson.Default.ConversionPlan);

        Assert.Equal(json, JsonSerializer.Serialize(Plan(job), PlanningJson.Default.ConversionPlan));
        Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize(json, PlanningJson.Default.ConversionPlan), PlanningJson.Default.ConversionPlan));
    }

    [Fact]
    public void Plan_DamagedFileAmongOthers_NamesTheFirst()
    {
        foreach (var name in (string[])["a", "b", "c"])
            File.Copy(Golden.Path(name == "a" ? "data/wine.parquet" : "damaged/text.parquet"), _directory[$"{name}.parquet"]);

        var e = Assert.Throws<InvalidDataException>(() => Plan(new Job { Input = new() { Paths = [_directory.Path] } }));
        Assert.Contains("b.parquet", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("in", SaveMode.Error, "inside the input directory")]
    [InlineData("in/out", SaveMode.Error, "inside the input directory")]
    [InlineData("link/out", SaveMode.Error, "inside the input directory")]
    [InlineData("", SaveMode.Overwrite, "would be replaced with it")]
    [InlineData("", SaveMode.Append, null)]
    [InlineData("in2", SaveMode.Overwrite, null)]
    public void Plan_OutputAndInputOverlap_IsRefused(string output, object mode, string? problem)
    {
        Directory.CreateDirectory(_directory["in"]);
        Directory.CreateSymbolicLink(_directory["link"], "in");
        File.Copy(Golden.Path("data/wine.parquet"), _directory["in/wine.parquet"]);
        var job = new Job { Input = new() { Paths = [_directory["in"]] }, Output = new() { Path = _directory[output], Mode = (SaveMode)mode } };

        if (problem is null)
            Plan(job);
        else
            Assert.Contains(problem, Problems(job), StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_OutputBesideFilesOfAGlob_IsAllowed()
    {
        File.Copy(Golden.Path("data/wine.parquet"), _directory["wine.parquet"]);

        Plan(new Job { Input = new() { Paths = [_directory["*.parquet"]] }, Output = new() { Path = _directory["records"] } });
    }

    [Fact]
    public void Plan_WrongInEveryPart_SaysItAllAtOnce()
    {
        var problems = Problems(new Job
        {
            Input = new() { Paths = [Golden.Path("hive/dates")], Where = "tag = 'x'", Exclude = ["yaer"] },
            Output = new() { Name = "_x", Shards = 0, ShardSize = 0, Codec = "snappy", Level = 10 },
            Engine = new() { Threads = 0 },
        });

        string[] expected = ["output.name '_x'", "--shards 0", "--shard-size 0", "--codec snappy", "--level 10", "--threads 0", "'tag' is no partition column", "did you mean 'year'?"];
        Assert.Equal(expected.Length, problems.Split('\n').Length);
        Assert.All(expected, p => Assert.Contains(p, problems, StringComparison.Ordinal));
    }

    public void Dispose() => _directory.Dispose();

    static string Problems(Job job) => Assert.Throws<PlanException>(() => Plan(job)).Message;

    static ConversionPlan Plan(Job job) => new Planner(new ParquetInputFormat(), new LocalStorage()).Plan(job, TestContext.Current.CancellationToken);
}
