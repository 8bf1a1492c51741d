using System.Globalization;
using SparkTfRecord.Examples;
using SparkTfRecord.Serving.Protos;
using SparkTfRecord.Serving.Rows;

namespace SparkTfRecord.Serving.Tensors;

/// <summary>TensorFlow's names of element types and what columns they can hold.</summary>
static class Dtype
{
    static readonly (string Name, DataType Type)[] s_names =
    [
        ("float32", DataType.DtFloat),
        ("float64", DataType.DtDouble),
        ("float16", DataType.DtHalf),
        ("bfloat16", DataType.DtBfloat16),
        ("int64", DataType.DtInt64),
        ("int32", DataType.DtInt32),
        ("int16", DataType.DtInt16),
        ("int8", DataType.DtInt8),
        ("uint64", DataType.DtUint64),
        ("uint32", DataType.DtUint32),
        ("uint16", DataType.DtUint16),
        ("uint8", DataType.DtUint8),
        ("bool", DataType.DtBool),
        ("string", DataType.DtString),
    ];

    /// <summary>The names of the types that requests can be made of.</summary>
    public static IEnumerable<string> Names => s_names.Select(n => n.Name);

    /// <summary>The type of a name; also TensorFlow's second names float, double and half.</summary>
    public static bool TryParse(string name, out DataType type)
    {
        var canonical = name switch { "float" => "float32", "double" => "float64", "half" => "float16", _ => name };
        type = s_names.FirstOrDefault(n => n.Name == canonical).Type;
        return type != DataType.DtInvalid;
    }

    /// <summary>The name of a type, such as float32; that of a type that requests are not made of is TensorFlow's own.</summary>
    public static string NameOf(DataType type) =>
        s_names.FirstOrDefault(n => n.Type == type).Name ?? type.ToString()[2..].ToLowerInvariant();

    /// <summary>Whether requests can be made with this type.</summary>
    public static bool IsSupported(DataType type) => s_names.Any(n => n.Type == type);

    /// <summary>Whether columns of a kind have values of this type: text only in strings, fractions only in floating point.</summary>
    public static bool Takes(DataType type, FeatureKind kind) => type switch
    {
        DataType.DtString => kind == FeatureKind.Bytes,
        DataType.DtFloat or DataType.DtDouble or DataType.DtHalf or DataType.DtBfloat16 => kind != FeatureKind.Bytes,
        _ => kind == FeatureKind.Int64,
    };

    /// <summary>The first value of a cell that the type cannot hold, as text; null when it holds all.</summary>
    public static string? Misfit(DataType type, Cell cell) => cell switch
    {
        IntegerCell integers when RangeOf(type) is var (min, max) && integers.Values.Any(v => v < min || v > max) =>
            integers.Values.First(v => v < min || v > max).ToString(CultureInfo.InvariantCulture),
        FloatCell floats when floats.Values.Any(v => Overflows(type, v)) =>
            floats.Values.First(v => Overflows(type, v)).ToString("R", CultureInfo.InvariantCulture),
        _ => null,
    };

    static (Int128 Min, Int128 Max)? RangeOf(DataType type) => type switch
    {
        DataType.DtInt64 => (long.MinValue, long.MaxValue),
        DataType.DtInt32 => (int.MinValue, int.MaxValue),
        DataType.DtInt16 => (short.MinValue, short.MaxValue),
        DataType.DtInt8 => (sbyte.MinValue, sbyte.MaxValue),
        DataType.DtUint64 => (0, ulong.MaxValue),
        DataType.DtUint32 => (0, uint.MaxValue),
        DataType.DtUint16 => (0, ushort.MaxValue),
        DataType.DtUint8 => (0, byte.MaxValue),
        DataType.DtBool => (0, 1),
        DataType.DtHalf => (-65504, 65504),
        _ => null,
    };

    static bool Overflows(DataType type, double value) => double.IsFinite(value) && type switch
    {
        DataType.DtFloat => !float.IsFinite((float)value),
        DataType.DtHalf => !Half.IsFinite((Half)value),
        DataType.DtBfloat16 => (TensorValues.BFloat16Bits((float)value) & 0x7FFF) == 0x7F80,
        _ => false,
    };
}
