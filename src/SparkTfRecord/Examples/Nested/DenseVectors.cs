using Apache.Arrow;
using SparkTfRecord.Examples.Arrays;

namespace SparkTfRecord.Examples.Nested;

/// <summary>All values of Spark ML vectors, zeros included, rounded to float.</summary>
sealed unsafe class DenseVectors(SparkVectors vectors) : ColumnValues<float>
{
    readonly Scratch<double> _values = new();
    readonly Scratch<float> _rounded = new();

    public override void Bind(ArrayData data, PinnedBuffers buffers)
    {
    }

    public override float* Read(long first, int count)
    {
        var values = _values.Reserve(count);
        new Span<double>(values, count).Clear();
        var row = 0;
        for (var done = 0; done < count; row++)
        {
            if (vectors.IsNull(row))
                continue;
            var stored = vectors.Values(row);
            var sparse = vectors.IsSparse(row) ? vectors.Indices(row) : null;
            for (var i = 0; i < vectors.ValueCount(row); i++)
                values[done + (sparse == null ? i : sparse[i])] = stored[i];
            done += vectors.Size(row);
        }
        var rounded = _rounded.Reserve(count);
        Suspect = false;
        for (var i = 0; i < count; i++)
        {
            rounded[i] = (float)values[i];
            Suspect |= float.IsInfinity(rounded[i]);
        }
        return rounded;
    }

    public override bool IsBad(long index) => float.IsInfinity(_rounded.Start[index]) && double.IsFinite(_values.Start[index]);

    public override BadValue Describe(long index) => RoundedDoubles.Describe(_values.Start[index], "json");
}
