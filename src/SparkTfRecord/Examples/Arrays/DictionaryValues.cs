using Apache.Arrow;

namespace SparkTfRecord.Examples.Arrays;

/// <summary>Values that stand once in a dictionary and are named by their index there.</summary>
sealed unsafe class DictionaryValues<T>(ColumnValues<long> indices, ColumnValues<T> entries) : ColumnValues<T> where T : unmanaged
{
    readonly Scratch<T> _values = new();
    readonly Scratch<byte> _validity = new();
    ArrayData? _dictionary;
    T* _entries;

    public override void Bind(ArrayData data, PinnedBuffers buffers)
    {
        indices.Bind(data, buffers);
        Validity = indices.Validity;
        _dictionary = data.Dictionary;
        entries.Bind(_dictionary, buffers);
        _entries = _dictionary.Length == 0 ? null : entries.Read(0, _dictionary.Length);
        Suspect = entries.Suspect;
    }

    public override T* Read(long first, int count)
    {
        var values = _values.Reserve(count);
        var index = indices.Read(first, count);
        for (var i = 0; i < count; i++)
            values[i] = (ulong)index[i] < (ulong)_dictionary!.Length ? _entries[index[i]] : OutOfRange(first + i, index[i]);
        if (entries.Validity.HasBitmap)
            Validity = Combine(index, first, count);
        return values;
    }

    public override bool IsBad(long index) => entries.IsBad(Index(index));

    public override BadValue Describe(long index) => entries.Describe(Index(index));

    long Index(long index) => *indices.Read(index, 1);

    T OutOfRange(long slot, long index)
    {
        if (!indices.Validity.IsNull(slot))
            Throw.IndexOutOfRange(index, _dictionary!.Length);
        return default;
    }

    /// <summary>A slot is null when its index is, or when the entry is that it names.</summary>
    Validity Combine(long* index, long first, int count)
    {
        var bits = _validity.Reserve(count / 8 + 1);
        new Span<byte>(bits, count / 8 + 1).Clear();
        for (var i = 0; i < count; i++)
        {
            if (!indices.Validity.IsNull(first + i) && !entries.Validity.IsNull(index[i]))
                bits[i >> 3] |= (byte)(1 << (i & 7));
        }
        return new Validity(bits, -first);
    }
}
