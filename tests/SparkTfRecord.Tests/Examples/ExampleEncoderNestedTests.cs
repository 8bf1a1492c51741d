using System.Globalization;
using System.Text.Json;
using Apache.Arrow;
using Apache.Arrow.Types;
using SparkTfRecord.Examples;
using SparkTfRecord.Serving.Protos;

namespace SparkTfRecord.Tests.Examples;

/// <summary>Lists in lists: ragged, flattened, as a tensor; structs, maps and lists as JSON.</summary>
public sealed class ExampleEncoderNestedTests
{
    static readonly GoldenColumn s_lists = new("list_list_int64");

    [Fact]
    public void Encode_ListsInLists_AreValuesAndRowLengths()
    {
        var mapping = Mapping(s_lists, FeatureKind.Int64);

        foreach (var row in Enumerable.Range(0, s_lists.Values.Length))
        {
            var lists = s_lists.Values[row];
            var hasNull = Any(lists, l => l.ValueKind == JsonValueKind.Null);
            var hasNullElement = Any(lists, l => Any(l, v => v.ValueKind == JsonValueKind.Null));
            AssertRow(row, hasNull ? "a list in the list is null" : hasNullElement ? "element" : null, Values(lists, l => l.EnumerateArray().Select(Integer)), mapping);
            AssertRow(row, hasNull ? "element" : null, Values(lists, l => [(long)l.GetArrayLength()]), mapping with { Part = FeaturePart.RowLengths });
        }
    }

    [Fact]
    public void Encode_ListsThreeDeep_AreValuesAndTwoRowLengths()
    {
        var deep = Nest(Nest(Nest(new Int64Array.Builder().Append(1).Append(2).Append(3).Build(), 0, 2, 2, 3), 0, 2, 3), 0, 0, 2);
        var batch = BatchEncoding.Batch(deep);
        var mapping = BatchEncoding.PlainMapping("a", deep.Data.DataType) with { Kind = FeatureKind.Int64 };

        AssertRows(batch, mapping, [System.Array.Empty<object>(), new object[] { 1L, 2L, 3L }]);
        AssertRows(batch, mapping with { Part = FeaturePart.RowLengths }, [System.Array.Empty<object>(), new object[] { 2L, 1L }]);
        AssertRows(batch, mapping with { Part = FeaturePart.RowLengths, Depth = 1 }, [System.Array.Empty<object>(), new object[] { 2L, 0L, 1L }]);
    }

    [Fact]
    public void Encode_ListsOfOneLength_AreATensor()
    {
        var rows = Nest(Nest(new FloatArray.Builder().Append(1).Append(2.5f).Append(-3).Append(4).Append(0).Append(6).Build(), 0, 3, 6), 0, 2);

        var tensor = Tensor(rows);

        Assert.Equal(DataType.DtFloat, tensor.Dtype);
        Assert.Equal([2, 3], tensor.TensorShape.Dim.Select(d => d.Size));
        Assert.Equal([1, 2.5f, -3, 4, 0, 6], System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(tensor.TensorContent.Span));
    }

    [Fact]
    public void Encode_TextsOfOneLength_AreATensorOfStrings()
    {
        var tensor = Tensor(Nest(Nest(new StringArray.Builder().Append("a").Append("").Append("größe").Build(), 0, 1, 2, 3), 0, 3));

        Assert.Equal(DataType.DtString, tensor.Dtype);
        Assert.Equal([3, 1], tensor.TensorShape.Dim.Select(d => d.Size));
        Assert.Equal(["a", "", "größe"], tensor.StringVal.Select(v => v.ToStringUtf8()));
    }

    [Fact]
    public void Encode_EmptyListOfLists_IsATensorWithoutValues() =>
        Assert.Equal([0, 0], Tensor(Nest(Nest(new Int64Array.Builder().Build(), 0), 0, 0)).TensorShape.Dim.Select(d => d.Size));

    [Fact]
    public void Encode_ListsOfDifferentLength_AreNoTensor()
    {
        var batch = BatchEncoding.Batch(Nest(Nest(new Int64Array.Builder().Append(1).Append(2).Append(3).Build(), 0, 1, 3), 0, 1, 2, 2));
        var mapping = BatchEncoding.PlainMapping("a", batch.Column(0).Data.DataType) with { Kind = FeatureKind.Bytes, Form = ValueForm.Tensor };

        BatchEncoding.Encode(batch, mapping); // each row for itself is one

        var bad = Assert.Throws<BadRowException>(() => BatchEncoding.Encode(
            BatchEncoding.Batch(Nest(Nest(new Int64Array.Builder().Append(1).Append(2).Append(3).Build(), 0, 1, 3), 0, 2)), mapping));
        Assert.Equal("lists in the list have 1 and 2 values: no tensor", bad.Message);
    }

    [Theory]
    [InlineData("struct", 0, """{"a":1,"b":"x","c":{"d":1.5}}""")]
    [InlineData("struct", 1, """{"a":null,"b":null,"c":null}""")]
    [InlineData("struct", 2, """{"a":3,"b":"","c":{"d":null}}""")]
    [InlineData("struct", 6, null)]
    [InlineData("list_struct", 0, """[{"a":1,"b":"x"},null,{"a":null,"b":"y"}]""")]
    [InlineData("list_struct", 1, "[]")]
    [InlineData("map_string_int64", 0, """{"a":1,"b":null}""")]
    [InlineData("map_string_int64", 2, """{"中":3}""")]
    [InlineData("map_int32_string", 1, """{"2":null,"1":""}""")]
    [InlineData("struct_of_list", 0, """{"v":[1,2]}""")]
    [InlineData("timestamp_us_utc", 0, "\"1970-01-01T00:00:00.000000Z\"")]
    [InlineData("decimal_9_2", 0, "0.00")]
    [InlineData("binary", 0, "\"\"")]
    [InlineData("uint64", 1, "18446744073709551615")]
    [InlineData("bool", 0, "true")]
    [InlineData("dictionary_string", 0, "\"red\"")]
    public void Encode_AsJson_IsThisText(string name, int row, string? expected)
    {
        var column = new GoldenColumn(name);
        var mapping = Mapping(column, FeatureKind.Bytes) with { Form = ValueForm.Json };

        AssertRows(column.Batch.Slice(row, 1), mapping, [expected is null ? null : System.Text.Encoding.UTF8.GetBytes(expected)]);
    }

    [Fact]
    public void Encode_SpecialDoublesAsJson_AreTexts()
    {
        var list = Nest(new DoubleArray.Builder().Append(double.NaN).Append(double.NegativeInfinity).Append(1e300).Append(-0.0).Build(), 0, 4);
        var batch = BatchEncoding.Batch(list);

        AssertRows(
            batch,
            BatchEncoding.PlainMapping("a", list.Data.DataType) with { Kind = FeatureKind.Bytes, Form = ValueForm.Json },
            ["""["NaN","-Infinity",1E+300,-0]"""u8.ToArray()]);
    }

    [Fact]
    public void Encode_TextThatIsNotUtf8AsJson_IsABadRow()
    {
        IArrowType[] types = [new ListType(StringType.Default), new MapType(StringType.Default, Int64Type.Default)];
        foreach (var type in types)
        {
            var binary = new BinaryArray.Builder().Append("ä"u8).Append([0xE4, 0x62]).Append("\uFFFD"u8).Build().Data;
            var texts = new ArrayData(StringType.Default, binary.Length, 0, 0, binary.Buffers);
            var values = new Int64Array.Builder().Append(1).Append(2).Append(3).Build().Data;
            var entries = type is MapType map ? new ArrayData(map.Fields[0].DataType, 3, 0, 0, [ArrowBuffer.Empty], [texts, values]) : texts;
            var offsets = new ArrowBuffer(System.Runtime.InteropServices.MemoryMarshal.AsBytes<int>([0, 1, 2, 3]).ToArray());
            var batch = BatchEncoding.Batch(ArrowArrayFactory.BuildArray(new ArrayData(type, 3, 0, 0, [ArrowBuffer.Empty, offsets], [entries])));
            var mapping = BatchEncoding.PlainMapping("a", type) with { Kind = FeatureKind.Bytes, Form = ValueForm.Json, IsList = false };

            var bad = Assert.Throws<BadRowException>(() => BatchEncoding.Encode(batch, mapping));
            Assert.Equal((1, "a text in it is not UTF-8, which JSON cannot hold"), (bad.Row, bad.Message));
            var isMap = type is MapType;
            AssertRows(batch.Slice(0, 1), mapping, [System.Text.Encoding.UTF8.GetBytes(isMap ? """{"ä":1}""" : """["ä"]""")]);
            AssertRows(batch.Slice(2, 1), mapping, [System.Text.Encoding.UTF8.GetBytes(isMap ? "{\"\uFFFD\":3}" : "[\"\uFFFD\"]")]);
        }
    }

    static FeatureMapping Mapping(GoldenColumn column, FeatureKind kind) =>
        BatchEncoding.PlainMapping(column.Batch.Schema.GetFieldByIndex(0).Name, column.Type) with { Kind = kind };

    static TensorProto Tensor(ListArray lists)
    {
        var mapping = BatchEncoding.PlainMapping("a", lists.Data.DataType) with { Kind = FeatureKind.Bytes, Form = ValueForm.Tensor };
        var record = BatchEncoding.Encode(BatchEncoding.Batch(lists), mapping);
        return TensorProto.Parser.ParseFrom(Example.Parser.ParseFrom(record.AsSpan(12..^4)).Features.Feature["a"].BytesList.Value[0]);
    }

    static ListArray Nest(IArrowArray values, params int[] offsets) => new(
        new ListType(values.Data.DataType),
        offsets.Length - 1,
        new ArrowBuffer(System.Runtime.InteropServices.MemoryMarshal.AsBytes<int>(offsets).ToArray()),
        values,
        ArrowBuffer.Empty);

    static object[]? Values(JsonElement lists, Func<JsonElement, IEnumerable<object>> values) => lists.ValueKind == JsonValueKind.Null
        ? null
        : [.. lists.EnumerateArray().Where(l => l.ValueKind != JsonValueKind.Null).SelectMany(values)];

    static bool Any(JsonElement list, Func<JsonElement, bool> test) => list.ValueKind != JsonValueKind.Null && list.EnumerateArray().Any(test);

    static object Integer(JsonElement value) => value.ValueKind == JsonValueKind.Null ? 0L : long.Parse(value.GetString()!, CultureInfo.InvariantCulture);

    static void AssertRow(int row, string? bad, object? expected, FeatureMapping mapping)
    {
        var batch = s_lists.Batch.Slice(row, 1);
        if (bad is null)
            AssertRows(batch, mapping, [expected]);
        else
            Assert.StartsWith(bad, Assert.Throws<BadRowException>(() => BatchEncoding.Encode(batch, mapping)).Message, StringComparison.Ordinal);
    }

    static void AssertRows(RecordBatch batch, FeatureMapping mapping, object?[] expected) => Assert.Equal(
        expected.SelectMany(v => ReferenceEncoder.Frame(ReferenceEncoder.Example([(mapping, v)]))),
        BatchEncoding.Encode(batch, mapping));
}
