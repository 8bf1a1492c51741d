using Apache.Arrow;
using Apache.Arrow.Types;
using ParquetSharp;

namespace SparkTfRecord.Parquet.Columns;

/// <summary>Numbers, as wide in Parquet as in Arrow.</summary>
sealed unsafe class PackedNumbers<T>(IArrowType type, int leaf, short valueLevel) : PackedValues where T : unmanaged
{
    readonly LeafReader<T> _leaf = new(leaf, valueLevel);
    readonly PinnedBuffer _values = new();
    readonly PinnedBuffer _spread = new();

    public override long ByteCount => (long)Count * sizeof(T);

    public override void OpenRowGroup(RowGroupReader rowGroup)
    {
        _leaf.OpenRowGroup(rowGroup);
        Count = 0;
    }

    public override int Read(int levels, short* definition, short* repetition)
    {
        var values = _values.Reserve<T>((long)Count + levels, Count);
        var read = _leaf.Read(levels, definition, repetition, values + Count, out var count);
        Count += count;
        return read;
    }

    public override void Forget(int count)
    {
        _values.Remove<T>(count, Count);
        Count -= count;
    }

    public override ArrayData Array(int length, ArrowBuffer validity, int nulls)
    {
        if (nulls == 0)
            return new ArrayData(type, length, 0, 0, [validity, _values.First(length * sizeof(T))]);

        var from = (T*)_values.Start;
        var to = _spread.Reserve<T>(length);
        var bits = validity.Span;
        for (var i = 0; i < length; i++)
            to[i] = Validity.IsSet(bits, i) ? *from++ : default;
        return new ArrayData(type, length, nulls, 0, [validity, _spread.First(length * sizeof(T))]);
    }

    public override void Dispose() => _leaf.Dispose();
}
