using System.Text.Json.Nodes;
using Apache.Arrow;
using Apache.Arrow.Types;
using SparkTfRecord.Parquet;
using SparkTfRecord.Tasks;
using SparkTfRecord.Tests.Support;
using Table = SparkTfRecord.Tests.Support.Table;

namespace SparkTfRecord.Tests.Cli;

public sealed class QuarantineTests : IDisposable
{
    readonly TemporaryDirectory _directory = TemporaryDirectory.InMemory();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Convert_OfAQuarantineAfterAFix_AddsWhatWasMissing()
    {
        Write("in/day=1/a.parquet", ("v", "[1, -2, 3]"));
        Write("in/day=2/a.parquet", ("v", "[4]"));
        File.WriteAllText(_directory["job.json"], """
            { "input": { "where": "day = 1" }, "features": { "v": { "min": 0 } }, "badRows": { "policy": "quarantine" } }
            """);
        var run = CliRun.Of("convert", "--job", _directory["job.json"], _directory["in"], _directory["out"]);
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal("{\"day\":[1],\"v\":[1]}\n{\"day\":[1],\"v\":[3]}\n", CliRun.Of("head", _directory["out"]).Out);

        var kept = Table.Read(_directory["out/_quarantine/task-00000.parquet"]).ToDictionary(c => c.Name, c => c.Values);
        Assert.Equal(["\"-2\""], kept["v"]);
        Assert.Equal(["\"1\""], kept["_row"]);
        Write("fixed/a.parquet", ("v", "[2]"), ("day", "[1]"), ("_reason", "[0]"), ("_file", "[0]"), ("_row", "[1]"));
        run = CliRun.Of("convert", "--job", _directory["job.json"], _directory["fixed"], _directory["out"], "--mode", "append");
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal("{\"day\":[1],\"v\":[1]}\n{\"day\":[1],\"v\":[3]}\n{\"day\":[1],\"v\":[2]}\n", CliRun.Of("head", _directory["out"]).Out);
    }

    [Fact]
    public void Convert_OfAQuarantineOfFilesThatDiffer_IsOfTheSameTable()
    {
        var list = new FixedSizeListType(new Field("item", FloatType.Default, true), 2);
        var narrow = new StructType([new Field("a", Int32Type.Default, true)]);
        var wide = new StructType([new Field("a", Int64Type.Default, true), new Field("b", StringType.Default, true)]);
        Write(
            "in/a.parquet", ("v", Int32Type.Default, [1, -2]), ("ssn", StringType.Default, ["x", "y"]), ("fixed", list, [Pair(1, 2), Pair(3, 4)]), ("s", narrow, [Struct(1), Struct(2)]),
            ("structs", new ListType(narrow), [new JsonArray(Struct(3)), new JsonArray()]), ("f", FloatType.Default, [0.5, 1.5]));
        Write(
            "in/b.parquet", ("v", Int64Type.Default, [3]), ("ssn", StringType.Default, ["z"]), ("fixed", list, [null]), ("s", wide, [null]), ("structs", new ListType(wide), [null]), ("f", DoubleType.Default, [2.5]),
            ("only", new ListType(StringType.Default), [new JsonArray("t")]), ("map", new MapType(StringType.Default, wide), [null]), ("time", new TimestampType(TimeUnit.Millisecond, "UTC"), [1]));
        File.WriteAllText(_directory["job.json"], """
            {
              "input": { "exclude": ["ssn"] },
              "features": { "v": { "min": 0, "null": "fail" }, "time": { "null": { "default": 7 } } },
              "badRows": { "policy": "quarantine" }
            }
            """);
        var run = CliRun.Of("convert", "--job", _directory["job.json"], _directory["in"], _directory["out"], "--threads", "1");
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal("-2", Table.Read(_directory["out/_quarantine/task-00000.parquet"]).Single(c => c.Name == "v").Values.Single().Trim('"'));

        // The rows still say -2: nothing but them is wrong.
        run = CliRun.Of("convert", "--job", _directory["job.json"], _directory["out/_quarantine"], _directory["out"], "--mode", "append", "--bad-rows", "fail");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("the value is below the minimum, 0", run.Error, StringComparison.Ordinal);

        Correct("out/_quarantine/task-00000.parquet", "fixed/a.parquet", ("v", 2));
        run = CliRun.Of("convert", "--job", _directory["job.json"], _directory["fixed"], _directory["out"], "--mode", "append");
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal("""{"fixed":[3,4],"f":[1.5],"s/a":[2],"structs/a":[],"structs/b":[],"time":[7],"v":[2]}""", CliRun.Of("head", _directory["out"]).Out.TrimEnd().Split('\n')[^1]);
    }

    [Fact]
    public void Convert_OfAQuarantineOfInt96_IsOfTheSameTable()
    {
        string[] options = ["--features-min", "t_us=0", "--bad-rows", "quarantine"];
        var run = CliRun.Of(["convert", Golden.Path("types/_int96.parquet"), _directory["out"], .. options]);
        Assert.True(run.ExitCode == 0, run.Error);
        run = CliRun.Of(["convert", _directory["out/_quarantine"], _directory["out"], .. options, "--mode", "append"]);
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(0, CliRun.Of("verify", _directory["out"]).ExitCode);
    }

    [Fact]
    public void Verify_QuarantineDeletedByHand_IsSoundAndStaysAppendable()
    {
        Write("in/a.parquet", ("v", "[1, -2, 3, -4]"));
        string[] options = ["--features-min", "v=0", "--bad-rows", "quarantine"];
        Assert.Equal(0, CliRun.Of(["convert", _directory["in"], _directory["out"], .. options, "--threads", "1"]).ExitCode);
        Assert.Equal(0, CliRun.Of("verify", _directory["out"]).ExitCode);
        Directory.Move(_directory["out/_quarantine"], _directory["away"]);
        Assert.Equal(0, CliRun.Of("verify", _directory["out"]).ExitCode);
        Assert.Equal(0, CliRun.Of(["convert", _directory["in"], _directory["out"], .. options, "--mode", "append"]).ExitCode);
        Assert.Equal(0, CliRun.Of("verify", _directory["out"]).ExitCode);

        // A directory that is there must hold what the manifest says.
        Directory.CreateDirectory(_directory["out/_quarantine"]);
        var run = CliRun.Of("verify", _directory["out"]);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("_quarantine/task-00000.parquet: is missing.", run.Error, StringComparison.Ordinal);
    }

    // Writes the rows of a file of one row again, with another int32 in a column.
    void Correct(string from, string to, (string Name, int Value) correction)
    {
        var file = Table.Plan(_directory[from]);
        using var source = Table.Parquet.Open(file, 0, file.Rows, [.. Table.Parquet.ReadFooter(file.Path).Schema.FieldsList.Select(f => f.Name)]);
        Directory.CreateDirectory(Path.GetDirectoryName(_directory[to])!);
        using var writer = new ParquetWriter(_directory[to], source.Schema);
        var batch = source.ReadNext()!;
        var corrected = new Int32Array.Builder().Append(correction.Value).Build();
        writer.Append(new RecordBatch(source.Schema, [.. source.Schema.FieldsList.Select((f, i) => f.Name == correction.Name ? corrected : ArrowArrayFactory.BuildArray(TakenRows.Of(batch.Column(i).Data, [0])))], 1));
        writer.Complete();
    }

    static JsonArray Pair(double a, double b) => [a, b];

    static JsonObject Struct(int a) => new() { ["a"] = a };

    void Write(string file, params (string Name, IArrowType Type, JsonArray Values)[] columns)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_directory[file])!);
        JsonColumn.WriteParquet(_directory[file], columns);
    }

    void Write(string file, params (string Name, string Values)[] columns)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_directory[file])!);
        JsonColumn.WriteParquet(_directory[file], [.. columns.Select(c => (c.Name, (IArrowType)Int64Type.Default, JsonNode.Parse(c.Values)!.AsArray()))]);
    }
}
