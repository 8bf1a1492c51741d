using Apache.Arrow;
using Apache.Arrow.Types;
using ParquetSharp.Arrow;
using SparkTfRecord.Records;
using SparkTfRecord.Serving.Protos;
using SparkTfRecord.Tests.Support;

namespace SparkTfRecord.Tests.Planning;

/// <summary>Files whose schemas differ, from plan to records.</summary>
public sealed class SeveralFilesTests : IDisposable
{
    readonly TemporaryDirectory _directory = TemporaryDirectory.InMemory();

    [Fact]
    public void Convert_FilesThatDiffer_AreOneTable()
    {
        Write("a", ("Id", Int32(1)), ("score", Float(0.5f)), ("tags", Lists(new StringArray.Builder().Append("x").Build())), ("gone", Int32(9)));
        Write("b", ("score", Double(0.25)), ("id", Int64(2)), ("tags", Lists(new NullArray(0))), ("gone", new NullArray(1)));
        Write("b2", ("id", Int64(4)), ("tags", Lists(new NullArray(1))));
        Write("c", ("extra", new StringArray.Builder().Append("new").Build()), ("ID", Int32(3)));

        Assert.Equal(["Id=1 gone=9 score=0.5 tags=x", "Id=2 score=0.25 tags=", "Id=4 tags=", "Id=3 extra=new"], Convert(new() { ["tags"] = new() { NullElement = new(NullPolicy.Missing) } }));
    }

    [Fact]
    public void Convert_TimestampsOfSeveralZones_AreOneColumn()
    {
        foreach (var (zone, second) in new[] { ("UTC", 1), ("Europe/Berlin", 2), ("+05:00", 3) })
            Write($"{second}", ("t", new TimestampArray.Builder(new TimestampType(TimeUnit.Microsecond, zone)).Append(DateTimeOffset.FromUnixTimeSeconds(second)).Build()));
        Assert.Equal(["t=1000000", "t=2000000", "t=3000000"], Convert(new()));
    }

    [Fact]
    public void Convert_PartitionColumns_AreInEveryRow()
    {
        Write("day=2024-02-29/n=7/a", ("id", Int32(1)), ("n", Int32(99)));
        Write("day=__HIVE_DEFAULT_PARTITION__/n=8/a", ("id", Int32(2)));

        // 2024-02-29 is day 19782 of 1970's calendar; the path's n wins over the file's.
        Assert.Equal(["day=19782 id=1 n=7", "id=2 n=8"], Convert(new()));
        Assert.Equal(["day=2024-02-29 id=1 n=7", "id=2 n=8"], Convert(new() { ["day"] = new() { As = FeatureAs.Text } }));
    }

    [Fact]
    public void Convert_ListsInLists_TakeTheFormAskedFor()
    {
        // [[1, 2], [], [3]]
        var lists = Lists(new ListArray(new ListType(Int64Type.Default), 3, new ArrowBuffer.Builder<int>().AppendRange([0, 2, 2, 3]).Build(), Int64(1, 2, 3), ArrowBuffer.Empty));
        Write("a", ("x", lists));

        Assert.Equal(["x/ragged_flat_values=1,2,3 x/ragged_row_lengths_0=2,0,1"], Convert(new() { ["x"] = new() { Nested = NestedForm.Ragged } }));
        Assert.Equal(["x=1,2,3"], Convert(new() { ["x"] = new() { Nested = NestedForm.Flatten } }));
        Assert.Equal(["x=[[1,2],[],[3]]"], Convert(new() { ["x"] = new() { As = FeatureAs.Json } }));
    }

    [Fact]
    public void Convert_ListsOfOtherLengths_AreABadRow()
    {
        Write("a", ("ids", Lists(Int64(1, 2))), ("tags", Lists(Int64(3, 4))));
        Write("b", ("ids", Lists(Int64(), isNull: true)));

        Assert.Equal(["ids=1,2 tags=3,4", ""], Convert(new(), sameLength: ["ids", "tags"]));
        Write("c", ("ids", Lists(Int64(1, 2))), ("tags", Lists(Int64(3))));
        Assert.Contains("c.parquet: row 0, column 'tags': the list has 1 values and that of 'ids' 2",
            Assert.Throws<InvalidDataException>(() => Convert(new(), sameLength: ["ids", "tags"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Convert_SparkVectors_AreIndicesValuesAndSizeOrDense()
    {
        Write("sparse", ("v", Vector(0, 4, [1, 3], [0.5, 2])));
        Write("tight", ("v", Vector(1, null, null, [7, 8])));

        Assert.Equal(["v/indices=1,3 v/size=4 v/values=0.5,2", "v/indices=0,1 v/size=2 v/values=7,8"], Convert(new()));
        Assert.Equal(["v=0,0.5,0,2", "v=7,8"], Convert(new() { ["v"] = new() { Vector = VectorForm.Dense } }));
    }

    [Fact]
    public void Convert_NullsAndColumnsThatAreNotThere_FollowThePolicy()
    {
        Write("a", ("id", Int32(1)), ("price", new Int32Array.Builder().AppendNull().Build()));
        Write("b", ("id", Int32(2)), ("price", Int32(5)));
        Write("c", ("id", Int32(3)));

        Assert.Equal(["id=1", "id=2 price=5", "id=3"], Convert(new()));
        Assert.Equal(["id=1 price=-7", "id=2 price=5", "id=3 price=-7"], Convert(new() { ["price"] = new() { Null = new(NullPolicy.Default, "-7") } }));
        Assert.Contains("row 0, column 'price'", Assert.Throws<InvalidDataException>(() => Convert(new() { ["price"] = new() { Null = new(NullPolicy.Fail) } })).Message, StringComparison.Ordinal);
        File.Delete(_directory["in/a.parquet"]);
        Assert.Contains("c.parquet: row 0, column 'price'", Assert.Throws<InvalidDataException>(() => Convert(new() { ["price"] = new() { Null = new(NullPolicy.Fail) } })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Convert_Indicator_SaysWhereNullsWere()
    {
        Write("a", ("id", Int32(1)), ("price", new Int32Array.Builder().AppendNull().Build()));
        Write("b", ("id", Int32(2)), ("price", Int32(5)));
        Write("c", ("id", Int32(3)));

        Assert.Equal(["id=1 price/missing=1", "id=2 price=5 price/missing=0", "id=3 price/missing=1"], Convert(new() { ["price"] = new() { Null = NullWish.Indicator } }));
    }

    [Fact]
    public void Convert_StructsThatDiffer_HaveTheFieldsOfBoth()
    {
        Write("a", ("user", Struct(("age", Int32(30)), ("name", new StringArray.Builder().Append("Ann").Build()))));
        Write("b", ("user", Struct(("age", Int64(31)), ("city", new StringArray.Builder().Append("Brno").Build()))));

        Assert.Equal(["user/age=30 user/name=Ann", "user/age=31 user/city=Brno"], Convert(new()));
        Assert.Equal(["a=30 u/name=Ann", "a=31 u/city=Brno"], Convert(new() { ["a"] = new() { Column = "user.age" }, ["u"] = new() { Column = "user" } }));
        Assert.Equal(["user/name=Ann", "user/city=Brno"], Convert(new(), exclude: ["user.age"]));
    }

    public void Dispose() => _directory.Dispose();

    List<string> Convert(Dictionary<string, FeatureOptions> features, string[]? exclude = null, string[]? sameLength = null)
    {
        var job = new Job
        {
            Input = new() { Paths = [_directory["in"]], Exclude = exclude ?? [] },
            Output = new() { Path = _directory["out"], Mode = SaveMode.Overwrite },
            Features = features,
            SameLength = sameLength is null ? [] : [sameLength],
        };
        var result = Conversion.Of(job);
        using var reader = new TfRecordReader(_directory[$"out/{Assert.Single(result.Shards)}"]);
        var rows = new List<string>();
        while (reader.Read())
            rows.Add(Show(Example.Parser.ParseFrom(reader.Record.Span)));
        return rows;
    }

    static string Show(Example example) =>
        string.Join(' ', example.Features.Feature.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => $"{f.Key}={string.Join(',', Values(f.Value))}"));

    static IEnumerable<object> Values(Feature feature) => feature.KindCase switch
    {
        Feature.KindOneofCase.Int64List => feature.Int64List.Value.Cast<object>(),
        Feature.KindOneofCase.FloatList => feature.FloatList.Value.Cast<object>(),
        _ => feature.BytesList.Value.Select(b => b.ToStringUtf8()),
    };

    void Write(string name, params (string Name, IArrowArray Array)[] columns)
    {
        var path = _directory[$"in/{name}.parquet"];
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var schema = new Schema([.. columns.Select(c => new Field(c.Name, c.Array.Data.DataType, nullable: true))], null);
        using var writer = new FileWriter(path, schema);
        writer.WriteRecordBatch(new RecordBatch(schema, columns.Select(c => c.Array), columns[0].Array.Length));
        writer.Close();
    }

    static Int32Array Int32(int value) => new Int32Array.Builder().Append(value).Build();

    static Int64Array Int64(params long[] values) => new Int64Array.Builder().AppendRange(values).Build();

    static FloatArray Float(float value) => new FloatArray.Builder().Append(value).Build();

    static DoubleArray Double(double value) => new DoubleArray.Builder().Append(value).Build();

    // One list.
    static ListArray Lists(IArrowArray values, bool isNull = false)
    {
        var offsets = new ArrowBuffer.Builder<int>().Append(0).Append(values.Length).Build();
        return new ListArray(new ListType(values.Data.DataType), 1, offsets, values, isNull ? new ArrowBuffer(new byte[1]) : ArrowBuffer.Empty, isNull ? 1 : 0);
    }

    // One vector as Spark writes it: type 0 sparse, 1 dense.
    static StructArray Vector(sbyte type, int? size, int[]? indices, double[] values) => Struct(
        ("type", new Int8Array.Builder().Append(type).Build()),
        ("size", new Int32Array.Builder().Append(size).Build()),
        ("indices", Lists(new Int32Array.Builder().AppendRange(indices ?? []).Build(), isNull: indices is null)),
        ("values", Lists(new DoubleArray.Builder().AppendRange(values).Build())));

    static StructArray Struct(params (string Name, IArrowArray Array)[] fields) => new(
        new StructType([.. fields.Select(f => new Field(f.Name, f.Array.Data.DataType, nullable: true))]), 1, fields.Select(f => f.Array), ArrowBuffer.Empty);
}
