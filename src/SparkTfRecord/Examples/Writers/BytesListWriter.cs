using SparkTfRecord.Examples.Arrays;
using SparkTfRecord.Examples.Nested;

namespace SparkTfRecord.Examples.Writers;

/// <summary>Any number of strings or binary values: <c>BytesList { value = 1 }</c>.</summary>
sealed unsafe class BytesListWriter(FeatureMapping mapping, ListRanges ranges, ColumnValues<Slice> column) : ListWriter<Slice>(mapping, ranges, column)
{
    readonly FeatureHead _head = new(mapping.Feature, FeatureKind.Bytes);
    readonly Scratch<long> _listLengths = new();

    protected override void Measure(ValueList<Slice>* lists, int* rows, int count, long* lengths, int first)
    {
        var listLengths = _listLengths.Reserve(count);
        for (var i = 0; i < count; i++)
        {
            listLengths[i] = 0;
            for (var value = 0; value < lists[i].Count; value++)
                listLengths[i] += BytesItem.Length(lists[i].Values[value].Length);
            lengths[rows[i]] += _head.EntryLength(listLengths[i]);
        }
    }

    protected override void Write(ValueList<Slice>* lists, int* rows, int count, byte** positions)
    {
        var listLengths = _listLengths.Start;
        for (var i = 0; i < count; i++)
        {
            var to = _head.Write(positions[rows[i]], (int)listLengths[i]);
            for (var value = 0; value < lists[i].Count; value++)
                to = BytesItem.Write(to, lists[i].Values[value]);
            positions[rows[i]] = to;
        }
    }
}
