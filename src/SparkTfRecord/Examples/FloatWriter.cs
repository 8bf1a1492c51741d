using System.Runtime.CompilerServices;
using SparkTfRecord.Examples.Arrays;

namespace SparkTfRecord.Examples;

/// <summary>One float: <c>FloatList { value = 1, packed }</c>.</summary>
sealed unsafe class FloatWriter(FeatureMapping mapping, ColumnValues<float> column) : ScalarWriter<float>(mapping, column)
{
    const int ListLength = 2 + sizeof(float);

    readonly FeatureHead _head = new(mapping.Feature, FeatureKind.Float);

    protected override void Measure(float* values, int* rows, int count, long* lengths)
    {
        var length = _head.EntryLength(ListLength);
        for (var i = 0; i < count; i++)
            lengths[rows[i]] += length;
    }

    protected override void Write(float* values, int* rows, int count, byte** positions)
    {
        for (var i = 0; i < count; i++)
        {
            var to = _head.Write(positions[rows[i]], ListLength);
            *to++ = 0x0A;
            *to++ = sizeof(float);
            Unsafe.WriteUnaligned(to, values[rows[i]]);
            positions[rows[i]] = to + sizeof(float);
        }
    }
}
