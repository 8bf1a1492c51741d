using SparkTfRecord.Serving.Models;
using SparkTfRecord.Serving.Protos;
using SparkTfRecord.Serving.Tensors;

namespace SparkTfRecord.Serving.Checks;

/// <summary>Holds a tensor against its input.</summary>
static class TensorCheck
{
    /// <summary>What is wrong with it.</summary>
    public static IEnumerable<WarmupFault> Run(ModelInput input, TensorProto tensor)
    {
        var where = $"input '{input.Name}'";
        if (tensor.Dtype != input.Dtype)
            yield return new(null, $"{where} is {Dtype.NameOf(tensor.Dtype)}", $"the signature wants {Dtype.NameOf(input.Dtype)}");
        var shape = tensor.TensorShape?.Dim.Select(d => d.Size).ToList() ?? [];
        if (tensor.TensorShape?.UnknownRank == true || shape.Exists(size => size < 0))
        {
            yield return new(null, $"{where} has the shape {TensorShape.Text(tensor.TensorShape!.UnknownRank ? null : shape)}", "a tensor has sizes, not free dimensions");
            yield break;
        }
        if (!input.Shape.Admits(shape))
            yield return new(null, $"{where} has the shape {TensorShape.Text(shape)}", $"the signature wants {input.Shape}");
        if (Values(where, tensor, shape) is { } fault)
            yield return fault;
    }

    static WarmupFault? Values(string where, TensorProto tensor, List<long> shape)
    {
        var wanted = shape.Aggregate(1L, (product, size) => product * size);
        if (tensor.TensorContent.Length > 0)
        {
            var bytes = wanted * SizeOf(tensor.Dtype);
            return tensor.TensorContent.Length == bytes ? null
                : new(null, $"{where}: tensor_content has {tensor.TensorContent.Length} bytes", $"{wanted} values of {Dtype.NameOf(tensor.Dtype)} are {bytes}");
        }
        var found = Count(tensor);
        return found > wanted ? new(null, $"{where} has {found} values", $"its shape {TensorShape.Text(shape)} holds {wanted}; the server cuts the rest off")
            : found == 0 && wanted > 0 ? new(null, $"{where} has no values of type {Dtype.NameOf(tensor.Dtype)}", $"its shape {TensorShape.Text(shape)} holds {wanted}; the server takes zeros")
            : null; // fewer: the last one repeats
    }

    static int SizeOf(DataType dtype) => dtype switch
    {
        DataType.DtBool or DataType.DtInt8 or DataType.DtUint8 => 1,
        DataType.DtHalf or DataType.DtBfloat16 or DataType.DtInt16 or DataType.DtUint16 => 2,
        DataType.DtFloat or DataType.DtInt32 or DataType.DtUint32 => 4,
        DataType.DtComplex128 => 16,
        _ => 8,
    };

    static int Count(TensorProto tensor) => tensor.Dtype switch
    {
        DataType.DtString => tensor.StringVal.Count,
        DataType.DtFloat => tensor.FloatVal.Count,
        DataType.DtDouble => tensor.DoubleVal.Count,
        DataType.DtHalf or DataType.DtBfloat16 => tensor.HalfVal.Count,
        DataType.DtInt64 => tensor.Int64Val.Count,
        DataType.DtUint64 => tensor.Uint64Val.Count,
        DataType.DtUint32 => tensor.Uint32Val.Count,
        DataType.DtBool => tensor.BoolVal.Count,
        DataType.DtComplex64 => tensor.ScomplexVal.Count / 2,
        DataType.DtComplex128 => tensor.DcomplexVal.Count / 2,
        _ => tensor.IntVal.Count,
    };
}
