using SparkTfRecord.Examples.Arrays;

namespace SparkTfRecord.Examples;

/// <summary>One string or binary value: <c>BytesList { value = 1 }</c>.</summary>
sealed unsafe class BytesWriter(FeatureMapping mapping, ColumnValues<Slice> column) : ScalarWriter<Slice>(mapping, column)
{
    readonly FeatureHead _head = new(mapping.Feature, FeatureKind.Bytes);

    protected override void Measure(Slice* values, int* rows, int count, long* lengths)
    {
        for (var i = 0; i < count; i++)
            lengths[rows[i]] += _head.EntryLength(BytesItem.Length(values[rows[i]]));
    }

    protected override void Write(Slice* values, int* rows, int count, byte** positions)
    {
        for (var i = 0; i < count; i++)
        {
            var value = values[rows[i]];
            var to = _head.Write(positions[rows[i]], (int)BytesItem.Length(value));
            positions[rows[i]] = BytesItem.Write(to, value);
        }
    }
}
