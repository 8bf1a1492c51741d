using Apache.Arrow.Types;

namespace SparkTfRecord.Examples.Nested;

/// <summary>How values of an Arrow type stand in a TensorProto.</summary>
/// <param name="Number">tensorflow.DataType.</param>
/// <param name="Length">Bytes of a value, as Arrow holds them too, little endian; 0 for texts and bytes.</param>
readonly record struct TensorType(int Number, int Length)
{
    /// <summary>That of a type; null for one that has no tensors.</summary>
    public static TensorType? Of(IArrowType type) => type switch
    {
        FloatType => new(1, sizeof(float)),
        DoubleType => new(2, sizeof(double)),
        Int32Type => new(3, sizeof(int)),
        UInt8Type => new(4, sizeof(byte)),
        Int16Type => new(5, sizeof(short)),
        Int8Type => new(6, sizeof(sbyte)),
        StringType or LargeStringType or StringViewType or BinaryType or LargeBinaryType or BinaryViewType => new(7, 0),
        Int64Type => new(9, sizeof(long)),
        UInt16Type => new(17, sizeof(ushort)),
        HalfFloatType => new(19, sizeof(short)),
        UInt32Type => new(22, sizeof(uint)),
        UInt64Type => new(23, sizeof(ulong)),
        _ => null,
    };
}
