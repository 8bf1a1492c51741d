using Apache.Arrow;
using SparkTfRecord.Examples.Arrays;

namespace SparkTfRecord.Examples.Nested;

/// <summary>The indices of Spark ML vectors' values; those of a dense one count from 0.</summary>
sealed unsafe class VectorIndices(SparkVectors vectors) : ColumnValues<long>
{
    readonly Scratch<long> _indices = new();

    public override void Bind(ArrayData data, PinnedBuffers buffers)
    {
    }

    public override long* Read(long first, int count)
    {
        var indices = _indices.Reserve(count);
        var row = 0;
        for (var done = 0; done < count; row++)
        {
            if (vectors.IsNull(row))
                continue;
            var values = vectors.ValueCount(row);
            var sparse = vectors.IsSparse(row) ? vectors.Indices(row) : null;
            for (var i = 0; i < values; i++)
                indices[done++] = sparse == null ? i : sparse[i];
        }
        return indices;
    }
}
