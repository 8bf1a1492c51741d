using System.Numerics;
using System.Runtime.InteropServices;
using Google.Protobuf;
using Google.Protobuf.Collections;
using SparkTfRecord.Serving.Protos;
using SparkTfRecord.Serving.Rows;

namespace SparkTfRecord.Serving.Tensors;

/// <summary>Makes TensorProtos. Where values go is the choice of TensorFlow's <c>make_tensor_proto</c>: one value into the list of its type, more into <c>tensor_content</c>.</summary>
static class TensorValues
{
    /// <summary>A tensor whose values, in row-major order, are those of some cells.</summary>
    /// <param name="dtype">The element type; one that <see cref="Dtype.Takes"/> the cells' kind and has no <see cref="Dtype.Misfit"/> with them.</param>
    /// <param name="shape">Its shape, which holds exactly as many values as the cells.</param>
    /// <param name="cells">The values.</param>
    public static TensorProto Make(DataType dtype, IReadOnlyList<long> shape, IReadOnlyList<Cell> cells)
    {
        var tensor = new TensorProto { Dtype = dtype, TensorShape = new() };
        tensor.TensorShape.Dim.Add(shape.Select(size => new TensorShapeProto.Types.Dim { Size = size }));
        switch (dtype)
        {
            case DataType.DtString: tensor.StringVal.Add(cells.SelectMany(c => ((BytesCell)c).Values).Select(v => ByteString.CopyFrom(v))); break;
            case DataType.DtFloat: Put(tensor, Numbers<float>(cells), tensor.FloatVal, v => v); break;
            case DataType.DtDouble: Put(tensor, Numbers<double>(cells), tensor.DoubleVal, v => v); break;
            case DataType.DtHalf: Put(tensor, Numbers<Half>(cells), tensor.HalfVal, v => BitConverter.HalfToUInt16Bits(v)); break;
            case DataType.DtInt64: Put(tensor, Numbers<long>(cells), tensor.Int64Val, v => v); break;
            case DataType.DtInt32: Put(tensor, Numbers<int>(cells), tensor.IntVal, v => v); break;
            case DataType.DtInt16: Put(tensor, Numbers<short>(cells), tensor.IntVal, v => v); break;
            case DataType.DtInt8: Put(tensor, Numbers<sbyte>(cells), tensor.IntVal, v => v); break;
            case DataType.DtUint8: Put(tensor, Numbers<byte>(cells), tensor.IntVal, v => v); break;
            case DataType.DtUint32: Put(tensor, Numbers<uint>(cells), tensor.Uint32Val, v => v); break;
            case DataType.DtUint64: Put(tensor, Numbers<ulong>(cells), tensor.Uint64Val, v => v); break;
            // These three never lie in tensor_content.
            case DataType.DtUint16: tensor.IntVal.Add(Numbers<ushort>(cells).Select(v => (int)v)); break;
            case DataType.DtBool: tensor.BoolVal.Add(Numbers<byte>(cells).Select(v => v != 0)); break;
            case DataType.DtBfloat16: tensor.HalfVal.Add(Numbers<float>(cells).Select(v => (int)BFloat16Bits(v))); break;
            default: throw new ArgumentOutOfRangeException(nameof(dtype), dtype, "Requests are not made of this type.");
        }
        return tensor;
    }

    /// <summary>The upper half of a float, rounded to nearest even.</summary>
    public static ushort BFloat16Bits(float value)
    {
        var bits = BitConverter.SingleToUInt32Bits(value);
        return float.IsNaN(value) ? (ushort)((bits >> 16) | 0x40) : (ushort)((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16);
    }

    static void Put<T, TItem>(TensorProto tensor, T[] values, RepeatedField<TItem> list, Func<T, TItem> widen) where T : unmanaged
    {
        if (values is [var single])
            list.Add(widen(single));
        else
            tensor.TensorContent = ByteString.CopyFrom(MemoryMarshal.AsBytes(values.AsSpan()));
    }

    static T[] Numbers<T>(IReadOnlyList<Cell> cells) where T : INumberBase<T> => [.. cells.SelectMany(cell => cell is FloatCell floats
        ? floats.Values.Select(T.CreateChecked)
        : ((IntegerCell)cell).Values.Select(T.CreateChecked))];
}
