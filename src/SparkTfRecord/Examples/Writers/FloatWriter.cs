using System.Runtime.CompilerServices;
using SparkTfRecord.Examples.Arrays;

namespace SparkTfRecord.Examples.Writers;

/// <summary>One float: <c>FloatList { value = 1, packed }</c>.</summary>
sealed unsafe class FloatWriter(FeatureMapping mapping, ColumnValues<float> column) : ScalarWriter<float>(mapping, column)
{
    readonly FeatureHead _head = new(mapping.Feature, FeatureKind.Float);

    protected override void Measure(float* values, int* rows, int count, long* lengths)
    {
        var length = _head.ItemEntryLength(sizeof(float));
        for (var i = 0; i < count; i++)
            lengths[rows[i]] += length;
    }

    protected override void Write(float* values, int* rows, int count, byte** positions)
    {
        for (var i = 0; i < count; i++)
        {
            var row = rows[i];
            var to = _head.WriteItemHead(positions[row], sizeof(float));
            Unsafe.WriteUnaligned(to, values[row]);
            positions[row] = to + sizeof(float);
        }
    }
}
