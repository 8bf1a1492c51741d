using Apache.Arrow;

namespace SparkTfRecord.Examples.Arrays;

/// <summary>Nulls alone: an array of the null type, such as the lists' in a file whose lists are all empty, or a column that is not there.</summary>
sealed unsafe class NullValues<T> : ColumnValues<T> where T : unmanaged
{
    readonly Scratch<byte> _bits = new();
    readonly Scratch<T> _anything = new();

    public override void Bind(ArrayData data, PinnedBuffers buffers)
    {
    }

    public override T* Read(long first, int count)
    {
        var bytes = (count + 7) / 8;
        var bits = _bits.Reserve(bytes);
        new Span<byte>(bits, bytes).Clear();
        Validity = new Validity(bits, -first);
        return _anything.Reserve(count);
    }
}
