using SparkTfRecord.Examples.Arrays;
using SparkTfRecord.Examples.Nested;

namespace SparkTfRecord.Examples.Writers;

/// <summary>Any number of integers, packed: <c>Int64List { value = 1 }</c>.</summary>
/// <remarks>The values' bytes are made when they are measured, and copied when they are written: cheaper than looking at each value twice.</remarks>
sealed unsafe class Int64ListWriter(FeatureMapping mapping, ListRanges ranges, ColumnValues<long> column) : ListWriter<long>(mapping, ranges, column)
{
    const int Piece = 4096;

    readonly FeatureHead _head = new(mapping.Feature, FeatureKind.Int64);
    readonly Scratch<byte> _packed = new();
    readonly Scratch<int> _ends = new();

    protected override void Measure(ValueList<long>* lists, int* rows, int count, long* lengths, int first)
    {
        var ends = _ends.Reserve(count);
        var packed = 0;
        for (var i = 0; i < count; i++)
        {
            var start = packed;
            packed = Pack(packed, lists[i], first + rows[i]);
            ends[i] = packed;
            lengths[rows[i]] += PackedList.EntryLength(_head, packed - start);
        }
    }

    protected override void Write(ValueList<long>* lists, int* rows, int count, byte** positions)
    {
        var packed = _packed.Start;
        var ends = _ends.Start;
        var start = 0;
        for (var i = 0; i < count; i++)
        {
            var length = ends[i] - start;
            var to = PackedList.WriteHead(_head, positions[rows[i]], length);
            Bytes.CopySpilling(to, packed + start, length);
            positions[rows[i]] = to + length;
            start = ends[i];
        }
    }

    int Pack(int packed, ValueList<long> list, int row)
    {
        for (var done = 0; done < list.Count; done += Piece)
        {
            var piece = Math.Min(Piece, list.Count - done);
            if (packed > RecordBlock.MaxRecordLength - Piece * Varint.MaxLength)
                Throw.RecordTooLong(row, Mapping, packed);
            var start = _packed.Reserve(packed + piece * Varint.MaxLength, packed);
            packed = (int)(PackedVarints.Write(start + packed, list.Values + done, piece) - start);
        }
        return packed;
    }
}
