using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Apache.Arrow;
using Apache.Arrow.Arrays;
using Apache.Arrow.Types;

namespace SparkTfRecord.Tests.Support;

/// <summary>Arrow values in the JSON form of tests/golden ("JSON of Parquet values"), without spaces.</summary>
static class ArrowJson
{
    /// <summary>The values of one column as a JSON array.</summary>
    public static string Column(IEnumerable<string> values) => $"[{string.Join(',', values)}]";

    public static string Value(IArrowArray array, int i)
    {
        if (array.IsNull(i))
            return "null";
        return array switch
        {
            BooleanArray a => a.GetValue(i)!.Value ? "true" : "false",
            Int8Array a => Integer(a.GetValue(i)),
            UInt8Array a => Integer(a.GetValue(i)),
            Int16Array a => Integer(a.GetValue(i)),
            UInt16Array a => Integer(a.GetValue(i)),
            Int32Array a => Integer(a.GetValue(i)),
            UInt32Array a => Integer(a.GetValue(i)),
            Int64Array a => Integer(a.GetValue(i)),
            UInt64Array a => Integer(a.GetValue(i)),
            Date32Array a => Integer(a.Values[i]),
            Time32Array a => Integer(a.Values[i]),
            Time64Array a => Integer(a.Values[i]),
            TimestampArray a => Integer(a.Values[i]),
            DurationArray a => Integer(a.Values[i]),
            HalfFloatArray a => Hex(a.Values[i]),
            FloatArray a => Hex(a.Values[i]),
            DoubleArray a => Hex(a.Values[i]),
            Decimal128Array a => Decimal(a.ValueBuffer.Span.Slice((a.Offset + i) * 16, 16), ((Decimal128Type)a.Data.DataType).Scale),
            StringArray a => Text(a.GetString(i)),
            LargeStringArray a => Text(a.GetString(i)),
            FixedSizeBinaryArray a => Base64(a.GetBytes(i)),
            BinaryArray a => Base64(a.GetBytes(i)),
            LargeBinaryArray a => Base64(a.GetBytes(i)),
            DictionaryArray a => Value(a.Dictionary, checked((int)Index(a.Indices, i))),
            MapArray a => Column(Range(a.GetValueLength(i)).Select(k => a.ValueOffsets[i] + k).Select(k => $"[{Value(a.Keys, k)},{Value(a.Values, k)}]")),
            ListArray a => Column(Range(a.GetValueLength(i)).Select(k => Value(a.Values, a.ValueOffsets[i] + k))),
            LargeListArray a => Column(Range(a.GetValueLength(i)).Select(k => Value(a.Values, checked((int)a.ValueOffsets[i] + k)))),
            FixedSizeListArray a => FixedSizeList(a, i),
            StructArray a => Struct(a, i),
            _ => throw new NotSupportedException(array.GetType().Name),
        };
    }

    /// <summary>The same form of a value in a golden JSON file.</summary>
    public static string Value(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => Column(json.EnumerateArray().Select(Value)),
        JsonValueKind.Object => $"{{{string.Join(',', json.EnumerateObject().Select(p => $"{Text(p.Name)}:{Value(p.Value)}"))}}}",
        JsonValueKind.String => Text(json.GetString()!),
        _ => json.GetRawText(),
    };

    static IEnumerable<int> Range(int length) => Enumerable.Range(0, length);

    static string Integer<T>(T value) => $"\"{string.Create(CultureInfo.InvariantCulture, $"{value}")}\"";

    static string Hex<T>(T value) where T : unmanaged =>
        $"\"{Convert.ToHexStringLower(MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)))}\"";

    static string Base64(ReadOnlySpan<byte> bytes) => $"\"{Convert.ToBase64String(bytes)}\"";

    static long Index(IArrowArray indices, int i) => indices is Int32Array a ? a.GetValue(i)!.Value : throw new NotSupportedException(indices.GetType().Name);

    static string Decimal(ReadOnlySpan<byte> bytes, int scale)
    {
        var unscaled = new BigInteger(bytes);
        var digits = BigInteger.Abs(unscaled).ToString(CultureInfo.InvariantCulture).PadLeft(scale + 1, '0');
        var sign = unscaled.Sign < 0 ? "-" : "";
        return scale == 0 ? $"\"{sign}{digits}\"" : $"\"{sign}{digits[..^scale]}.{digits[^scale..]}\"";
    }

    static string FixedSizeList(FixedSizeListArray array, int i)
    {
        var size = ((FixedSizeListType)array.Data.DataType).ListSize;
        return Column(Range(size).Select(k => Value(array.Values, ((array.Offset + i) * size) + k)));
    }

    static string Struct(StructArray array, int i)
    {
        var fields = ((StructType)array.Data.DataType).Fields;
        return $"{{{string.Join(',', fields.Select((f, k) => $"{Text(f.Name)}:{Value(array.Fields[k], i)}"))}}}";
    }

    // As Python's json.dumps(ensure_ascii=False): System.Text.Json escapes more.
    public static string Text(string value)
    {
        var json = new StringBuilder("\"");
        foreach (var c in value)
        {
            json.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                '\b' => "\\b",
                '\f' => "\\f",
                < ' ' => $"\\u{(int)c:x4}",
                _ => c.ToString(),
            });
        }

        return json.Append('"').ToString();
    }
}
