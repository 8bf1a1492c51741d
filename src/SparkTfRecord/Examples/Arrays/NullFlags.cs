using Apache.Arrow;

namespace SparkTfRecord.Examples.Arrays;

/// <summary>1 where another column is null, else 0; never null itself.</summary>
sealed unsafe class NullFlags(ColumnValues<long> column) : ColumnValues<long>
{
    readonly Scratch<long> _flags = new();

    public override void Bind(ArrayData data, PinnedBuffers buffers) => column.Bind(data, buffers);

    public override long* Read(long first, int count)
    {
        column.Read(first, count); // of a dictionary's slots it is only then known which are null
        var flags = _flags.Reserve(count);
        for (var i = 0; i < count; i++)
            flags[i] = column.Validity.IsNull(first + i) ? 1 : 0;
        return flags;
    }
}
