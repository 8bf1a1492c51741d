using SparkTfRecord.Examples.Arrays;

namespace SparkTfRecord.Examples.Writers;

/// <summary>One string or binary value: <c>BytesList { value = 1 }</c>.</summary>
sealed unsafe class BytesWriter(FeatureMapping mapping, ColumnValues<Slice> column) : ScalarWriter<Slice>(mapping, column)
{
    readonly FeatureHead _head = new(mapping.Feature, FeatureKind.Bytes);

    protected override void Measure(Slice* values, int* rows, int count, long* lengths)
    {
        for (var i = 0; i < count; i++)
        {
            var row = rows[i];
            lengths[row] += _head.ItemEntryLength(values[row].Length);
        }
    }

    protected override void Write(Slice* values, int* rows, int count, byte** positions)
    {
        for (var i = 0; i < count; i++)
        {
            var row = rows[i];
            var value = values[row];
            var to = _head.WriteItemHead(positions[row], value.Length);
            Bytes.Copy(to, value.Start, value.Length);
            positions[row] = to + value.Length;
        }
    }
}
