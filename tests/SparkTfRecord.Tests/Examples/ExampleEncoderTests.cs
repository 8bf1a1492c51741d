using Apache.Arrow;
using Apache.Arrow.Types;
using SparkTfRecord.Examples;
using SparkTfRecord.Serving.Protos;

namespace SparkTfRecord.Tests.Examples;

public sealed class ExampleEncoderTests
{
    [Fact]
    public void Encode_OneInteger_WritesTheBytesOfTheSpecification()
    {
        var batch = BatchEncoding.Batch(new Int64Array.Builder().Append(300).Build());

        Assert.Equal(
            ReferenceEncoder.Frame(
            [
                0x0A, 13,               // Example.features
                0x0A, 11,               // a map entry
                0x0A, 1, (byte)'a',     // key
                0x12, 6,                // value: Feature
                0x1A, 4,                // int64_list
                0x0A, 2,                // value, packed
                0xAC, 0x02,             // 300
            ]),
            BatchEncoding.Encode(batch));
    }

    [Fact]
    public void Encode_NullScalar_LeavesTheKeyOut() =>
        Assert.Equal(ReferenceEncoder.Frame([0x0A, 0]), BatchEncoding.Encode(BatchEncoding.Batch(new FloatArray.Builder().AppendNull().Build())));

    [Fact]
    public void Encode_EmptyList_SetsTheKindAndNoValues()
    {
        var lists = new ListArray.Builder(FloatType.Default);
        lists.Append();

        Assert.Equal(
            ReferenceEncoder.Frame([0x0A, 9, 0x0A, 7, 0x0A, 1, (byte)'a', 0x12, 2, 0x12, 0]),
            BatchEncoding.Encode(BatchEncoding.Batch(lists.Build())));
    }

    [Fact]
    public void Encode_NullInsideAList_IsABadRow()
    {
        var lists = new ListArray.Builder(Int64Type.Default);
        lists.Append();
        ((Int64Array.Builder)lists.ValueBuilder).Append(1);
        lists.AppendNull();
        lists.Append();
        ((Int64Array.Builder)lists.ValueBuilder).Append(2).AppendNull();

        var (good, bad) = EncodeUntilBad(BatchEncoding.Batch(lists.Build()));

        Assert.Equal(2, good);
        Assert.Equal(2, bad.Row);
        Assert.Equal("a", bad.Feature.Feature);
        Assert.StartsWith("element 1 of the list is null", bad.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Encode_NullInsideANullList_IsNotLookedAt()
    {
        var child = new Int64Array.Builder().AppendNull().Append(7).Build();
        var lists = new ListArray(new ListType(Int64Type.Default), 2, new ArrowBuffer(new byte[] { 0, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0 }), child, new ArrowBuffer(new byte[] { 0b10 }), 1);

        var example = Example.Parser.ParseFrom(BatchEncoding.Encode(BatchEncoding.Batch(lists)).AsSpan(18 + 12)[..^4]);

        Assert.Equal(7, example.Features.Feature["a"].Int64List.Value[0]);
    }

    [Theory]
    [InlineData(3.4028235677973366e38)] // the smallest double that rounds to infinity
    [InlineData(-1e300)]
    public void Encode_DoubleBeyondFloat_IsABadRow(double value)
    {
        var batch = BatchEncoding.Batch(new DoubleArray.Builder().Append(1).Append(double.PositiveInfinity).Append(value).Build());

        var (good, bad) = EncodeUntilBad(batch);

        Assert.Equal(2, good);
        Assert.Equal(2, bad.Row);
        Assert.Equal(value.ToString("R", System.Globalization.CultureInfo.InvariantCulture), bad.Value);
    }

    [Fact]
    public void Encode_PrivateBadValue_IsNotTold()
    {
        var batch = BatchEncoding.Batch(new DoubleArray.Builder().Append(1e300).Build());
        var encoder = new ExampleEncoder(FeaturePlan.Compile(batch.Schema, [BatchEncoding.PlainMapping("a", DoubleType.Default) with { Private = true }]));

        Assert.Null(Assert.Throws<BadRowException>(() => encoder.Encode(batch, 0, 1, new RecordBlock())).Value);
    }

    [Fact]
    public void Encode_HugeGarbageInANullSlot_IsNotLookedAt()
    {
        var doubles = new DoubleArray(new ArrowBuffer(BitConverter.GetBytes(1e300)), new ArrowBuffer(new byte[] { 0 }), 1, 1, 0);

        Assert.Equal(ReferenceEncoder.Frame([0x0A, 0]), BatchEncoding.Encode(BatchEncoding.Batch(doubles)));
    }

    [Fact]
    public void Encode_TenThousandColumns_EqualsReference()
    {
        var values = Enumerable.Range(0, 3).Select(i => (long)i << 20).ToArray();
        var column = new Int64Array.Builder().Append(values).Build();
        var names = Enumerable.Range(0, 10_000).Select(i => $"c{i}").ToArray();
        var batch = new RecordBatch(new Schema(names.Select(n => new Field(n, Int64Type.Default, false)), null), names.Select(_ => column), 3);
        var mappings = BatchEncoding.PlainMappings(batch.Schema);

        Assert.Equal(
            values.SelectMany(v => ReferenceEncoder.Frame(ReferenceEncoder.Example(mappings.Select(m => (m, (object?)v))))),
            BatchEncoding.Encode(batch));
    }

    [Fact]
    public void Encode_RowOfHundredMegabytes_IsOneBlockThatShrinksAgain()
    {
        var big = new byte[100_000_000];
        new Random(1).NextBytes(big);
        var batch = BatchEncoding.Batch(new BinaryArray.Builder().Append(1).Append(big).Append(2).Build());
        var encoder = new ExampleEncoder(FeaturePlan.Compile(batch.Schema, BatchEncoding.PlainMappings(batch.Schema)));
        var block = new RecordBlock();
        List<byte[]> values = [];
        for (var row = 0; row < 3; block.Clear())
        {
            row += encoder.Encode(batch, row, 3 - row, block);
            var start = 0;
            foreach (var end in block.Ends)
            {
                var example = Example.Parser.ParseFrom(block.Bytes[(start + 12)..(end - 4)]);
                values.Add(example.Features.Feature["a"].BytesList.Value[0].ToByteArray());
                start = end;
            }
        }
        Assert.Equal([1], values[0]);
        Assert.True(values[1].AsSpan().SequenceEqual(big));
        Assert.Equal([2], values[2]);
        Assert.InRange(block.Memory, RecordBlock.DefaultCapacity, 1 << 20);
    }

    [Fact]
    public void Encode_ManyValuesInOneRow_EqualsReference()
    {
        var lists = new ListArray.Builder(Int64Type.Default);
        lists.Append();
        ((Int64Array.Builder)lists.ValueBuilder).Append(5);
        lists.Append();
        var values = Enumerable.Range(0, 1_000_000).Select(i => (long)i * i * i * i).ToArray();
        ((Int64Array.Builder)lists.ValueBuilder).Append(values);

        var batch = BatchEncoding.Batch(lists.Build());
        var mapping = BatchEncoding.PlainMappings(batch.Schema)[0];
        var expected = new[] { [5L], values.Select(v => (object)v).ToArray() }.SelectMany(v => ReferenceEncoder.Frame(ReferenceEncoder.Example([(mapping, v)])));
        Assert.True(expected.SequenceEqual(BatchEncoding.Encode(batch)));
    }

    [Fact]
    public void Encode_RowBeyondTwoGiB_IsABadRow()
    {
        // 2100 times the same mebibyte.
        var dictionary = new DictionaryArray(
            new DictionaryType(Int32Type.Default, BinaryType.Default, false),
            new Int32Array(new ArrowBuffer(new byte[2100 * sizeof(int)]), ArrowBuffer.Empty, 2100, 0, 0),
            new BinaryArray.Builder().Append(new byte[1 << 20]).Build());
        var list = new ListArray(
            new ListType(dictionary.Data.DataType), 2, new ArrowBuffer(new byte[] { 0, 0, 0, 0, 0, 0, 0, 0, 0x34, 0x08, 0, 0 }), dictionary, ArrowBuffer.Empty);

        var (good, bad) = EncodeUntilBad(BatchEncoding.Batch(list));

        Assert.Equal((1, 1), (good, bad.Row));
        Assert.StartsWith("the record would take 22", bad.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Encode_AfterDamage_TakesTheNextBatch()
    {
        var good = BatchEncoding.Batch(new StringArray.Builder().Append("x").Build());
        var damaged = BatchEncoding.Batch(new StringArray(1, new ArrowBuffer(new byte[4]), ArrowBuffer.Empty, ArrowBuffer.Empty));
        var encoder = new ExampleEncoder(FeaturePlan.Compile(good.Schema, BatchEncoding.PlainMappings(good.Schema)));
        var expected = BatchEncoding.Encode(encoder, good);

        Assert.Throws<InvalidDataException>(() => BatchEncoding.Encode(encoder, damaged));

        Assert.Equal(expected, BatchEncoding.Encode(encoder, good));
    }

    [Fact]
    public void Compile_TypeWithoutMapping_NamesColumnAndType()
    {
        var schema = new Schema([new Field("point", new StructType([new Field("x", FloatType.Default, true)]), true)], null);

        var error = Assert.Throws<NotSupportedException>(() => FeaturePlan.Compile(schema, BatchEncoding.PlainMappings(schema)));

        Assert.Contains("column 'point' of type struct", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Encode_OffsetsOutOfTheValues_AreDamage()
    {
        var strings = new StringArray(1, new ArrowBuffer(new byte[] { 0, 0, 0, 0, 100, 0, 0, 0 }), new ArrowBuffer(new byte[3]), ArrowBuffer.Empty);

        var error = Assert.Throws<InvalidDataException>(() => BatchEncoding.Encode(BatchEncoding.Batch(strings)));

        Assert.StartsWith("column 'a': the record batch is damaged", error.Message, StringComparison.Ordinal);
    }

    static (int Good, BadRowException Bad) EncodeUntilBad(RecordBatch batch)
    {
        var encoder = new ExampleEncoder(FeaturePlan.Compile(batch.Schema, BatchEncoding.PlainMappings(batch.Schema)));
        var block = new RecordBlock();
        while (true)
        {
            try
            {
                encoder.Encode(batch, block.Count, batch.Length - block.Count, block);
            }
            catch (BadRowException bad)
            {
                return (block.Count, bad);
            }
        }
    }
}
