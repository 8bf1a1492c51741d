using Apache.Arrow;
using SparkTfRecord.Examples.Arrays;

namespace SparkTfRecord.Examples;

/// <summary>A feature whose column the schema lacks: null in every row.</summary>
sealed unsafe class AbsentWriter(FeatureMapping mapping) : FeatureWriter(mapping)
{
    public override void Bind(ArrayData? column, PinnedBuffers buffers)
    {
    }

    protected override void BindArray(ArrayData array, PinnedBuffers buffers)
    {
    }

    public override int Measure(int first, int count, long* lengths) => count;

    public override void Write(int count, byte** positions) => Nulls += count;
}
