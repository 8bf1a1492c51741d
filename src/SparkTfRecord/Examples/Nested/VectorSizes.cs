using Apache.Arrow;
using SparkTfRecord.Examples.Arrays;

namespace SparkTfRecord.Examples.Nested;

/// <summary>The sizes of Spark ML vectors.</summary>
sealed unsafe class VectorSizes : ColumnValues<long>
{
    readonly SparkVectors _vectors = new();
    readonly Scratch<long> _sizes = new();

    public override void Bind(ArrayData data, PinnedBuffers buffers)
    {
        _vectors.Bind(data, buffers);
        Validity = _vectors.Validity;
    }

    public override long* Read(long first, int count)
    {
        _vectors.Read(first, count);
        var sizes = _sizes.Reserve(count);
        for (var row = 0; row < count; row++)
            sizes[row] = _vectors.IsNull(row) ? 0 : _vectors.Size(row);
        return sizes;
    }
}
