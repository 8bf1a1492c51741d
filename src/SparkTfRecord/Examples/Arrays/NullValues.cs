using Apache.Arrow;

namespace SparkTfRecord.Examples.Arrays;

/// <summary>Nulls alone: an array of the null type, such as the lists' in a file whose lists are all empty, or a column that is not there.</summary>
sealed unsafe class NullValues<T> : ColumnValues<T> where T : unmanaged
{
    readonly Scratch<T> _anything = new();
    readonly Scratch<byte> _bits = new();

    public override void Bind(ArrayData data, PinnedBuffers buffers)
    {
    }

    public override T* Read(long first, int count)
    {
        var length = (count + 7) / 8;
        new Span<byte>(_bits.Reserve(length), length).Clear();
        Validity = new Validity(_bits.Start, -first);
        return _anything.Reserve(count);
    }
}
