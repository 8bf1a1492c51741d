using System.Runtime.CompilerServices;
using SparkTfRecord.Examples.Arrays;

namespace SparkTfRecord.Examples.Writers;

/// <summary>One string or binary value that is the whole record.</summary>
sealed unsafe class RecordWriter(FeatureMapping mapping, ColumnValues<Slice> column) : ScalarWriter<Slice>(mapping, column)
{
    protected override void Measure(Slice* values, int* rows, int count, long* lengths)
    {
        for (var i = 0; i < count; i++)
            lengths[rows[i]] += values[rows[i]].Length;
    }

    protected override void Write(Slice* values, int* rows, int count, byte** positions)
    {
        for (var i = 0; i < count; i++)
        {
            var value = values[rows[i]];
            Unsafe.CopyBlockUnaligned(positions[rows[i]], value.Start, (uint)value.Length);
            positions[rows[i]] += value.Length;
        }
    }
}
