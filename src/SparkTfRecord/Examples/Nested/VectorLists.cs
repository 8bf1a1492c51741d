using Apache.Arrow;
using SparkTfRecord.Examples.Arrays;

namespace SparkTfRecord.Examples.Nested;

/// <summary>Lists made of Spark ML vectors: their values, counted from the first row that is read.</summary>
/// <param name="vectors">Shared with what makes the values.</param>
/// <param name="zeros">Whether a sparse vector's zeros count.</param>
sealed unsafe class VectorLists(SparkVectors vectors, bool zeros) : ListRanges
{
    readonly Scratch<long> _bounds = new();

    public override ArrayData Bind(ArrayData data, PinnedBuffers buffers)
    {
        vectors.Bind(data, buffers);
        Validity = vectors.Validity;
        return data;
    }

    public override long* Read(long first, int count)
    {
        vectors.Read(first, count);
        var bounds = _bounds.Reserve(count + 1);
        bounds[0] = 0;
        for (var row = 0; row < count; row++)
            bounds[row + 1] = bounds[row] + (vectors.IsNull(row) ? 0 : zeros ? vectors.Size(row) : vectors.ValueCount(row));
        return bounds;
    }
}
