using System.Numerics;
using System.Runtime.InteropServices;
using System.Text.Json;
using SparkTfRecord.Serving.Protos;
using SparkTfRecord.Serving.Tensors;

namespace SparkTfRecord.Serving.Rest;

/// <summary>Writes a tensor as nested JSON arrays.</summary>
static class TensorJson
{
    // What a few bytes of shape can ask for is far more than anybody reads.
    const long MostValues = 1 << 20;

    /// <summary>Writes it.</summary>
    /// <exception cref="InvalidDataException">Its values do not fit its shape, or its type has no JSON form.</exception>
    public static void Write(Utf8JsonWriter json, TensorProto tensor)
    {
        var sizes = tensor.TensorShape?.Dim.Select(d => d.Size).ToArray() ?? [];
        if (sizes.Any(size => size < 0) || sizes.TakeWhile(size => size > 0).Aggregate(1.0, (product, size) => product * size) > MostValues)
            throw new InvalidDataException($"a tensor of shape {TensorShape.Text(sizes)} is not shown; 'warmup check' says whether the file is right");
        var shape = Array.ConvertAll(sizes, size => (int)size);
        var count = sizes.Aggregate(1L, (product, size) => product * size);
        var values = Values(tensor);
        if (values.Count > count || (values.Count == 0 && count > 0))
            throw new InvalidDataException($"a tensor of shape {TensorShape.Text(sizes)} has {values.Count} values; 'warmup check' says what is wrong with the file");
        Nested(json, shape, values, 0);
    }

    // A list that is shorter than the shape repeats its last value.
    static int Nested(Utf8JsonWriter json, ReadOnlySpan<int> shape, List<string> values, int at)
    {
        if (shape is [])
        {
            json.WriteRawValue(values[Math.Min(at, values.Count - 1)], skipInputValidation: true);
            return at + 1;
        }
        json.WriteStartArray();
        for (var i = 0; i < shape[0]; i++)
            at = Nested(json, shape[1..], values, at);
        json.WriteEndArray();
        return at;
    }

    static List<string> Values(TensorProto tensor) => tensor.Dtype switch
    {
        DataType.DtString => [.. tensor.StringVal.Select(JsonTokens.Text)],
        DataType.DtBool => [.. tensor.BoolVal.Concat(Content<byte>(tensor).Select(v => v != 0)).Select(v => v ? "true" : "false")],
        DataType.DtFloat => Tokens(tensor.FloatVal.Concat(Content<float>(tensor))),
        DataType.DtDouble => Tokens(tensor.DoubleVal.Concat(Content<double>(tensor))),
        DataType.DtHalf => Tokens(tensor.HalfVal.Select(v => BitConverter.UInt16BitsToHalf((ushort)v)).Concat(Content<Half>(tensor))),
        DataType.DtBfloat16 => Tokens(tensor.HalfVal.Select(v => (ushort)v).Concat(Content<ushort>(tensor)).Select(v => BitConverter.UInt32BitsToSingle((uint)v << 16))),
        DataType.DtInt64 => Tokens(tensor.Int64Val.Concat(Content<long>(tensor))),
        DataType.DtInt32 => Tokens(tensor.IntVal.Concat(Content<int>(tensor))),
        DataType.DtInt16 => Tokens(tensor.IntVal.Concat(Content<short>(tensor).Select(v => (int)v))),
        DataType.DtInt8 => Tokens(tensor.IntVal.Concat(Content<sbyte>(tensor).Select(v => (int)v))),
        DataType.DtUint64 => Tokens(tensor.Uint64Val.Concat(Content<ulong>(tensor))),
        DataType.DtUint32 => Tokens(tensor.Uint32Val.Concat(Content<uint>(tensor))),
        DataType.DtUint16 => Tokens(tensor.IntVal.Concat(Content<ushort>(tensor).Select(v => (int)v))),
        DataType.DtUint8 => Tokens(tensor.IntVal.Concat(Content<byte>(tensor).Select(v => (int)v))),
        _ => throw new InvalidDataException($"a tensor of type {Dtype.NameOf(tensor.Dtype)} has no JSON form"),
    };

    static T[] Content<T>(TensorProto tensor) where T : unmanaged => MemoryMarshal.Cast<byte, T>(tensor.TensorContent.Span).ToArray();

    static List<string> Tokens<T>(IEnumerable<T> values) where T : INumber<T> => [.. values.Select(JsonTokens.Number)];
}
