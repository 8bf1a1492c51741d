using Apache.Arrow;

namespace SparkTfRecord.Examples.Arrays;

/// <summary>Values that stand once in a dictionary and are named by their index there.</summary>
abstract unsafe class DictionaryValues<T>(ColumnValues<long> indices) : ColumnValues<T> where T : unmanaged
{
    readonly Scratch<T> _values = new();
    readonly Scratch<long> _indices = new();
    readonly Scratch<byte> _validity = new();
    Validity _entryValidity;
    int _entryCount;

    public sealed override void Bind(ArrayData data, PinnedBuffers buffers)
    {
        indices.Bind(data, buffers);
        Validity = indices.Validity;
        _entryValidity = new Validity(data.Dictionary, buffers);
        _entryCount = data.Dictionary.Length;
        BindEntries(data.Dictionary, buffers);
    }

    public sealed override T* Read(long first, int count)
    {
        var index = Indices(first, count);
        var values = _values.Reserve(count);
        if (_entryCount > 0)
            LookUp(index, count, values);
        if (_entryValidity.HasBitmap)
            Validity = Combine(index, first, count);
        return values;
    }

    /// <summary>Turns to a dictionary.</summary>
    protected abstract void BindEntries(ArrayData entries, PinnedBuffers buffers);

    /// <summary>Gets the entries of some indices, all of them in range.</summary>
    protected abstract void LookUp(long* index, int count, T* values);

    /// <summary>The index in a slot that is not null.</summary>
    protected long Index(long slot) => *indices.Read(slot, 1);

    /// <summary>Indices that are in range: those in null slots may have been garbage.</summary>
    long* Indices(long first, int count)
    {
        var index = indices.Read(first, count);
        var outside = 0;
        for (var i = 0; i < count; i++)
            outside |= (ulong)index[i] >= (ulong)_entryCount ? 1 : 0;
        if (outside == 0)
            return index;

        var inRange = _indices.Reserve(count);
        for (var i = 0; i < count; i++)
        {
            inRange[i] = indices.Validity.IsNull(first + i) ? 0 : index[i];
            if ((ulong)inRange[i] >= (ulong)Math.Max(_entryCount, 1))
                Throw.IndexOutOfRange(index[i], _entryCount);
        }
        return inRange;
    }

    /// <summary>A slot is null when its index is, or when the entry is that it names.</summary>
    Validity Combine(long* index, long first, int count)
    {
        var bits = _validity.Reserve(count / 8 + 1);
        new Span<byte>(bits, count / 8 + 1).Clear();
        for (var i = 0; i < count; i++)
        {
            if (!indices.Validity.IsNull(first + i) && !_entryValidity.IsNull(index[i]))
                bits[i >> 3] |= (byte)(1 << (i & 7));
        }
        return new Validity(bits, -first);
    }
}
