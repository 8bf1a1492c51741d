using SparkTfRecord.Examples.Arrays;

namespace SparkTfRecord.Examples.Writers;

/// <summary>One integer: <c>Int64List { value = 1, packed }</c>.</summary>
sealed unsafe class Int64Writer(FeatureMapping mapping, ColumnValues<long> column) : ScalarWriter<long>(mapping, column)
{
    readonly FeatureHead _head = new(mapping.Feature, FeatureKind.Int64);

    protected override void Measure(long* values, int* rows, int count, long* lengths)
    {
        for (var i = 0; i < count; i++)
        {
            var row = rows[i];
            lengths[row] += _head.ItemEntryLength(Varint.Length((ulong)values[row]));
        }
    }

    protected override void Write(long* values, int* rows, int count, byte** positions)
    {
        for (var i = 0; i < count; i++)
        {
            var row = rows[i];
            var value = (ulong)values[row];
            var length = Varint.Length(value);
            var to = _head.WriteItemHead(positions[row], length);
            Varint.WriteSpilling(to, value, length);
            positions[row] = to + length;
        }
    }
}
