using Apache.Arrow.Types;
using ParquetSharp;
using ParquetSharp.Schema;
using SparkTfRecord.Planning;
using SparkTfRecord.Tests.Cli;
using SparkTfRecord.Tests.Support;

namespace SparkTfRecord.Tests.Parquet;

/// <summary>Timestamps of 96 bits, from plan to records.</summary>
public sealed class Int96Tests : IDisposable
{
    const int Day = 2440588 + 19000; // Julian, of 2022-01-08
    const long Microseconds = 19000L * 86_400_000_000;

    readonly TemporaryDirectory _directory = TemporaryDirectory.InMemory();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Convert_BesideMicroseconds_IsOneColumnOfInstants()
    {
        Write("in/a.parquet", ("t", 1000));
        JsonColumn.WriteParquet(_directory["in/b.parquet"], ("t", new TimestampType(Apache.Arrow.Types.TimeUnit.Microsecond, "UTC"), [7]));

        var run = CliRun.Of("convert", _directory["in"], _directory["out"], "--feature", "text=t", "--features-as", "text=text", "--feature", "t=t");
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(
            $$"""{"text":["2022-01-08T00:00:00.000001Z"],"t":[{{Microseconds + 1}}]}""" + "\n" + """{"text":["1970-01-01T00:00:00.000007Z"],"t":[7]}""" + "\n",
            CliRun.Of("head", _directory["out"]).Out);
    }

    [Theory]
    [InlineData("s.x")]
    [InlineData("list.list.element")]
    [InlineData("map.key_value.value")]
    [InlineData("structs.list.element.x")]
    public void Convert_InsideOtherTypes_IsWhatThePlanSays(string path)
    {
        Write("a.parquet", (path, 2000));
        Assert.Contains("timestamp[us, tz=UTC]", ArrowTypeName.Of(Table.Parquet.ReadFooter(_directory["a.parquet"]).Schema.FieldsList[0].DataType), StringComparison.Ordinal);

        var form = path.StartsWith("list", StringComparison.Ordinal) ? "text" : "json";
        var run = CliRun.Of("convert", _directory["a.parquet"], _directory["texts"], "--features-as", $"{path.Split('.')[0]}={form}");
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains("2022-01-08T00:00:00.000002Z", CliRun.Of("head", _directory["texts"]).Out, StringComparison.Ordinal);
        run = CliRun.Of("convert", _directory["a.parquet"], _directory["out"]);
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains($"[{Microseconds + 2}]", CliRun.Of("head", _directory["out"]).Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_WhatMayHaveNanoseconds_SaysThatTheyAreCut()
    {
        Write("a.parquet", ("t", 1000));
        Assert.Contains("warning: 1 column with timestamps of 96 bits, which are read in microseconds, as Spark does: nanoseconds are cut: t.\n", CliRun.Of("plan", _directory["a.parquet"]).Error, StringComparison.Ordinal);
        var refused = CliRun.Of("plan", _directory["a.parquet"], "--features-unit", "t=ns");
        Assert.Equal((2, "sparktfrecord: Column 't': unit ns: timestamps of 96 bits are read in microseconds; choose another unit, or store it as timestamps of 64 bits upstream.\n"), (refused.ExitCode, refused.Error));

        // Spark writes whole microseconds.
        Write("spark.parquet", new Dictionary<string, string> { ["org.apache.spark.version"] = "3.5.9" }, ("t", 1000));
        Assert.Equal((0, ""), (CliRun.Of("plan", _directory["spark.parquet"], "--features-unit", "t=ns").ExitCode, CliRun.Of("plan", _directory["spark.parquet"]).Error));
    }

    void Write(string file, params (string Path, long Nanoseconds)[] columns) => Write(file, new Dictionary<string, string>(), columns);

    void Write(string file, Dictionary<string, string> keys, params (string Path, long Nanoseconds)[] columns)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_directory[file])!);
        using var schema = new GroupNode("schema", Repetition.Required, [.. columns.Select(c => Node(c.Path.Split('.')))]);
        using var properties = WriterProperties.GetDefaultWriterProperties();
        using var writer = new ParquetFileWriter(_directory[file], schema, properties, keys);
        using (var rowGroup = writer.AppendRowGroup())
        {
            foreach (var (path, nanoseconds) in columns)
            {
                if (path.StartsWith("map", StringComparison.Ordinal))
                    ((ColumnWriter<long>)rowGroup.NextColumn()).WriteBatch(1, [2], [0], [1]);
                var column = (ColumnWriter<ParquetSharp.Int96>)rowGroup.NextColumn();
                var value = new ParquetSharp.Int96((int)nanoseconds, (int)(nanoseconds >> 32), Day);
                var depth = column.ColumnDescriptor.MaxDefinitionLevel;
                column.WriteBatch(1, [depth], column.ColumnDescriptor.MaxRepetitionLevel == 0 ? [] : [0], [value]);
            }
        }
        writer.Close();
    }

    static Node Node(string[] path) => path switch
    {
        [var name] => new PrimitiveNode(name, Repetition.Optional, LogicalType.None(), PhysicalType.Int96),
        ["map", ..] => new GroupNode("map", Repetition.Optional, [new GroupNode("key_value", Repetition.Repeated, [
            new PrimitiveNode("key", Repetition.Required, LogicalType.None(), PhysicalType.Int64), Node(path[2..])])], LogicalType.Map()),
        [var name, "list", .. var rest] => new GroupNode(name, Repetition.Optional, [new GroupNode("list", Repetition.Repeated, [Node(rest)])], LogicalType.List()),
        [var name, .. var rest] => new GroupNode(name, Repetition.Optional, [Node(rest)]),
        _ => throw new InvalidOperationException(),
    };
}
