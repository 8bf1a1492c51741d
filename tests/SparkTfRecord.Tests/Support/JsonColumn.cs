using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json.Nodes;
using Apache.Arrow;
using Apache.Arrow.Types;
using SparkTfRecord.Parquet;

namespace SparkTfRecord.Tests.Support;

/// <summary>
/// Arrow arrays, and Parquet files, of values written as JSON: numbers (also as texts: 64 bits, NaN, Infinity), decimals and binary (base64) as texts, dates and times as the integers that are stored,
/// structs as objects, maps as lists of pairs.
/// </summary>
static class JsonColumn
{
    /// <summary>Writes a Parquet file of one row group.</summary>
    public static string WriteParquet(string path, params (string Name, IArrowType Type, JsonArray Values)[] columns)
    {
        var schema = new Schema(columns.Select(c => new Field(c.Name, c.Type, true)), null);
        using var batch = new RecordBatch(schema, columns.Select(c => ArrowArrayFactory.BuildArray(Of(c.Type, [.. c.Values]))), columns[0].Values.Count);
        using var writer = new ParquetWriter(path, schema);
        writer.Append(batch);
        writer.Complete();
        return path;
    }

    /// <summary>An array of some values.</summary>
    public static ArrayData Of(IArrowType type, JsonNode?[] values) => type switch
    {
        NullType => new(type, values.Length, values.Length, 0, []),
        BooleanType => Make(type, values, [Bits(values.Select(v => v?.GetValue<bool>() == true))]),
        ListType => Make(type, values, [Offsets(values, Count, sizeof(int))], Of(Element(type), Items(values))),
        LargeListType => Make(type, values, [Offsets(values, Count, sizeof(long))], Of(Element(type), Items(values))),
        FixedSizeListType t => Make(type, values, [], Of(Element(type), [.. values.SelectMany(v => v?.AsArray().ToArray() ?? new JsonNode?[t.ListSize])])),
        MapType t => Make(type, values, [Offsets(values, Count, sizeof(int))], Entries(t, Items(values))),
        StructType t => Make(type, values, [], [.. t.Fields.Select(f => Of(f.DataType, [.. values.Select(v => v?[f.Name])]))]),
        DictionaryType t => Dictionary(t, values),
        StringType or BinaryType => Make(type, values, [Offsets(values, v => Bytes(type, v).Length, sizeof(int)), Buffer(values.SelectMany(v => Bytes(type, v)))]),
        LargeStringType or LargeBinaryType => Make(type, values, [Offsets(values, v => Bytes(type, v).Length, sizeof(long)), Buffer(values.SelectMany(v => Bytes(type, v)))]),
        _ => Make(type, values, [Buffer(values.SelectMany(v => v is null ? new byte[((FixedWidthType)type).BitWidth / 8] : Fixed(type, v.ToString())))]),
    };

    static ArrayData Make(IArrowType type, JsonNode?[] values, ArrowBuffer[] buffers, params ArrayData[] children) =>
        new(type, values.Length, values.Count(v => v is null), 0, [Bits(values.Select(v => v is not null)), .. buffers], children);

    static ArrayData Dictionary(DictionaryType type, JsonNode?[] values)
    {
        var entries = values.Where(v => v is not null).Select(v => v!.ToString()).Distinct().ToList();
        var indices = Of(type.IndexType, [.. values.Select(v => v is null ? null : JsonValue.Create(entries.IndexOf(v.ToString())))]);
        return new(type, values.Length, indices.NullCount, 0, indices.Buffers, null, Of(type.ValueType, [.. entries.Select(e => JsonValue.Create(e))]));
    }

    static ArrayData Entries(MapType type, JsonNode?[] pairs) => new(
        type.Fields[0].DataType, pairs.Length, 0, 0, [ArrowBuffer.Empty],
        [Of(type.KeyField.DataType, [.. pairs.Select(p => p![0])]), Of(type.ValueField.DataType, [.. pairs.Select(p => p![1])])]);

    static IArrowType Element(IArrowType list) => ((NestedType)list).Fields[0].DataType;

    static JsonNode?[] Items(JsonNode?[] lists) => [.. lists.SelectMany(v => v?.AsArray().ToArray() ?? [])];

    static int Count(JsonNode? list) => list?.AsArray().Count ?? 0;

    static byte[] Bytes(IArrowType type, JsonNode? value) =>
        value is null ? [] : type is StringType or LargeStringType ? Encoding.UTF8.GetBytes(value.ToString()) : Convert.FromBase64String(value.ToString());

    static byte[] Fixed(IArrowType type, string value) => type switch
    {
        HalfFloatType => BitConverter.GetBytes((Half)Number(value)),
        FloatType => BitConverter.GetBytes((float)Number(value)),
        DoubleType => BitConverter.GetBytes(Number(value)),
        Decimal128Type t => Unscaled(value, t.Scale, 16),
        Decimal256Type t => Unscaled(value, t.Scale, 32),
        FixedSizeBinaryType => Convert.FromBase64String(value),
        _ => Integer(BigInteger.Parse(value, CultureInfo.InvariantCulture), ((FixedWidthType)type).BitWidth / 8),
    };

    static double Number(string value) => double.Parse(value, CultureInfo.InvariantCulture);

    static byte[] Unscaled(string value, int scale, int length)
    {
        var parts = value.Split('.');
        return Integer(BigInteger.Parse(parts[0] + (parts.Length > 1 ? parts[1] : "").PadRight(scale, '0'), CultureInfo.InvariantCulture), length);
    }

    static byte[] Integer(BigInteger value, int length)
    {
        var bytes = new byte[length];
        bytes.AsSpan().Fill((byte)(value.Sign < 0 ? 0xFF : 0));
        value.ToByteArray().AsSpan(0, Math.Min(value.GetByteCount(), length)).CopyTo(bytes); // an unsigned one may have a zero too many
        return bytes;
    }

    static ArrowBuffer Offsets(JsonNode?[] values, Func<JsonNode?, int> length, int width)
    {
        var ends = new long[values.Length + 1];
        for (var i = 0; i < values.Length; i++)
            ends[i + 1] = ends[i] + length(values[i]);
        return Buffer(width == sizeof(int) ? MemoryMarshal.AsBytes<int>([.. ends.Select(e => (int)e)]).ToArray() : MemoryMarshal.AsBytes<long>(ends).ToArray());
    }

    static ArrowBuffer Bits(IEnumerable<bool> bits)
    {
        bool[] all = [.. bits];
        var bytes = new byte[(all.Length + 7) / 8];
        for (var i = 0; i < all.Length; i++)
            bytes[i >> 3] |= (byte)(all[i] ? 1 << (i & 7) : 0);
        return Buffer(bytes);
    }

    // In native memory, so that it can be exported.
    static ArrowBuffer Buffer(IEnumerable<byte> bytes)
    {
        var builder = new ArrowBuffer.Builder<byte>();
        builder.AppendRange(bytes);
        return builder.Build();
    }
}
