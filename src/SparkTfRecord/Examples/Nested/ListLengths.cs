using Apache.Arrow;
using SparkTfRecord.Examples.Arrays;

namespace SparkTfRecord.Examples.Nested;

/// <summary>The lengths of lists.</summary>
sealed unsafe class ListLengths : ColumnValues<long>
{
    readonly FlatLists _lists = new();
    readonly Scratch<long> _lengths = new();

    public override void Bind(ArrayData data, PinnedBuffers buffers)
    {
        _lists.Bind(data, buffers);
        Validity = _lists.Validity;
    }

    public override long* Read(long first, int count)
    {
        var bounds = _lists.Read(first, count);
        var lengths = _lengths.Reserve(count);
        for (var i = 0; i < count; i++)
            lengths[i] = bounds[i + 1] - bounds[i];
        return lengths;
    }
}
