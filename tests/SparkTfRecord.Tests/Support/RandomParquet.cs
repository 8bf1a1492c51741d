using Apache.Arrow;
using Apache.Arrow.Types;
using ParquetSharp;
using ParquetSharp.Arrow;
using Encoding = System.Text.Encoding;
using Field = Apache.Arrow.Field;
using Schema = Apache.Arrow.Schema;

namespace SparkTfRecord.Tests.Support;

/// <summary>Parquet files of random columns, nulls, codecs, pages and row groups, written by Arrow C++.</summary>
static class RandomParquet
{
    public static void Write(string path, Random random)
    {
        var fields = Enumerable.Range(0, random.Next(1, 9)).Select(i => new Field($"c{i}", RandomType(random), random.Next(3) > 0)).ToArray();
        var schema = new Schema(fields, metadata: null);
        using var builder = new WriterPropertiesBuilder()
            .Compression(((Compression[])[Compression.Uncompressed, Compression.Snappy, Compression.Zstd, Compression.Gzip, Compression.Lz4])[random.Next(5)])
            .DataPageVersion(random.Next(2) == 0 ? ParquetDataPageVersion.V1 : ParquetDataPageVersion.V2)
            .DataPagesize(((int[])[64, 1000, 1 << 20])[random.Next(3)])
            .WriteBatchSize(random.Next(1, 300))
            .DictionaryPagesizeLimit(((int[])[100, 2000, 1 << 20])[random.Next(3)]);
        using var properties = (random.Next(3) == 0 ? builder.DisableDictionary() : builder).Build();
        using var writer = new FileWriter(path, schema, properties);
        for (var group = random.Next(1, 4); group > 0; group--)
        {
            var rows = random.Next(1, 3000);
            writer.WriteRecordBatch(new RecordBatch(schema, fields.Select(f => RandomArray(random, f, rows, Nulls(random, f))), rows));
        }

        writer.Close();
    }

    static ArrowType RandomType(Random random) => random.Next(5) == 0 ? new ListType(new Field("item", RandomScalarType(random), random.Next(2) == 0)) : RandomScalarType(random);

    static ArrowType RandomScalarType(Random random) => random.Next(9) switch
    {
        0 => Int32Type.Default,
        1 => Int64Type.Default,
        2 => FloatType.Default,
        3 => DoubleType.Default,
        4 => BooleanType.Default,
        5 => StringType.Default,
        6 => BinaryType.Default,
        7 => new TimestampType(Apache.Arrow.Types.TimeUnit.Microsecond, "UTC"),
        _ => Date32Type.Default,
    };

    static double Nulls(Random random, Field field) => field.IsNullable ? ((double[])[0, 0.01, 0.5, 1])[random.Next(4)] : 0;

    static IArrowArray RandomArray(Random random, Field field, int count, double nulls)
    {
        var valid = Enumerable.Range(0, count).Select(_ => random.NextDouble() >= nulls).ToArray();
        // Few distinct values make dictionaries, many make them overflow.
        var distinct = ((int[])[2, 100, int.MaxValue])[random.Next(3)];
        var buffers = field.DataType switch
        {
            BooleanType => [Bits([.. valid.Select(_ => random.Next(2) == 0)])],
            Int32Type or Date32Type => [Values(valid.Select(_ => random.Next(distinct)))],
            FloatType => [Values(valid.Select(_ => (float)random.Next(distinct) / 3))],
            DoubleType => [Values(valid.Select(_ => (double)random.Next(distinct) / 3))],
            StringType or BinaryType => Bytes([.. valid.Select(v => v ? Encoding.UTF8.GetBytes($"é{random.Next(distinct)}{new string('x', random.Next(20) == 0 ? 500 : 0)}") : [])]),
            ListType => [],
            _ => (ArrowBuffer[])[Values(valid.Select(_ => random.NextInt64(distinct)))],
        };
        var nullCount = valid.Count(v => !v);
        var validity = nullCount == 0 ? ArrowBuffer.Empty : Bits(valid);
        if (field.DataType is not ListType list)
            return ArrowArrayFactory.BuildArray(new ArrayData(field.DataType, count, nullCount, 0, [validity, .. buffers]));

        var longest = random.Next(1, 60);
        var offsets = valid.Aggregate(new List<int> { 0 }, (ends, v) => { ends.Add(ends[^1] + (v ? random.Next(longest) : 0)); return ends; });
        var elements = RandomArray(random, list.ValueField, offsets[^1], Nulls(random, list.ValueField));
        return ArrowArrayFactory.BuildArray(new ArrayData(list, count, nullCount, 0, [validity, Values(offsets)], [elements.Data]));
    }

    static ArrowBuffer Values<T>(IEnumerable<T> values) where T : struct => new ArrowBuffer.Builder<T>().AppendRange(values).Build();

    static ArrowBuffer Bits(bool[] bits)
    {
        var builder = new ArrowBuffer.BitmapBuilder(bits.Length);
        foreach (var bit in bits)
            builder.Append(bit);
        return builder.Build();
    }

    static ArrowBuffer[] Bytes(byte[][] values) =>
        [Values(values.Aggregate(new List<int> { 0 }, (ends, v) => { ends.Add(ends[^1] + v.Length); return ends; })), Values(values.SelectMany(v => v))];
}
