using System.Runtime.CompilerServices;
using SparkTfRecord.Examples.Arrays;
using SparkTfRecord.Examples.Nested;

namespace SparkTfRecord.Examples.Writers;

/// <summary>Any number of floats, packed: <c>FloatList { value = 1 }</c>.</summary>
sealed unsafe class FloatListWriter(FeatureMapping mapping, ListRanges ranges, ColumnValues<float> column) : ListWriter<float>(mapping, ranges, column)
{
    readonly FeatureHead _head = new(mapping.Feature, FeatureKind.Float);

    protected override void Measure(ValueList<float>* lists, int* rows, int count, long* lengths, int first)
    {
        for (var i = 0; i < count; i++)
            lengths[rows[i]] += PackedList.EntryLength(_head, (long)lists[i].Count * sizeof(float));
    }

    protected override void Write(ValueList<float>* lists, int* rows, int count, byte** positions)
    {
        for (var i = 0; i < count; i++)
        {
            var length = lists[i].Count * sizeof(float);
            var to = PackedList.WriteHead(_head, positions[rows[i]], length);
            Unsafe.CopyBlockUnaligned(to, lists[i].Values, (uint)length);
            positions[rows[i]] = to + length;
        }
    }
}
