using Apache.Arrow;

namespace SparkTfRecord.Examples.Arrays;

/// <summary>Dictionary values of any type, read into a table once a batch.</summary>
sealed unsafe class DictionaryTable<T>(ColumnValues<long> indices, ColumnValues<T> entries) : DictionaryValues<T>(indices) where T : unmanaged
{
    T* _table;

    protected override void BindEntries(ArrayData dictionary, PinnedBuffers buffers)
    {
        entries.Bind(dictionary, buffers);
        _table = dictionary.Length == 0 ? null : entries.Read(0, dictionary.Length);
        Suspect = entries.Suspect;
    }

    protected override void LookUp(long* index, int count, T* values)
    {
        for (var i = 0; i < count; i++)
            values[i] = _table[index[i]];
    }

    public override bool IsBad(long index) => entries.IsBad(Index(index));

    public override BadValue Describe(long index) => entries.Describe(Index(index));
}
