using SparkTfRecord.Examples.Arrays;

namespace SparkTfRecord.Examples;

/// <summary>One integer: <c>Int64List { value = 1, packed }</c>.</summary>
sealed unsafe class Int64Writer(FeatureMapping mapping, ColumnValues<long> column) : ScalarWriter<long>(mapping, column)
{
    readonly FeatureHead _head = new(mapping.Feature, FeatureKind.Int64);

    protected override void Measure(long* values, int* rows, int count, long* lengths)
    {
        for (var i = 0; i < count; i++)
            lengths[rows[i]] += _head.EntryLength(2 + Varint.Length((ulong)values[rows[i]]));
    }

    protected override void Write(long* values, int* rows, int count, byte** positions)
    {
        for (var i = 0; i < count; i++)
        {
            var value = (ulong)values[rows[i]];
            var length = Varint.Length(value);
            var to = _head.Write(positions[rows[i]], 2 + length);
            *to++ = 0x0A;
            *to++ = (byte)length;
            positions[rows[i]] = Varint.Write(to, value);
        }
    }
}
