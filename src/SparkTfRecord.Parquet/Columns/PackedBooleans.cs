using Apache.Arrow;
using Apache.Arrow.Types;
using ParquetSharp;

namespace SparkTfRecord.Parquet.Columns;

/// <summary>Booleans: bytes as ParquetSharp reads them, bits in Arrow.</summary>
sealed unsafe class PackedBooleans(int leaf, short valueLevel) : PackedValues
{
    readonly PackedNumbers<bool> _bytes = new(BooleanType.Default, leaf, valueLevel);
    readonly PinnedBuffer _bits = new();

    public override long ByteCount => _bytes.ByteCount;

    public override void OpenRowGroup(RowGroupReader rowGroup)
    {
        _bytes.OpenRowGroup(rowGroup);
        Count = 0;
    }

    public override int Read(int levels, short* definition, short* repetition)
    {
        var read = _bytes.Read(levels, definition, repetition);
        Count = _bytes.Count;
        return read;
    }

    public override void Forget(int count)
    {
        _bytes.Forget(count);
        Count = _bytes.Count;
    }

    public override ArrayData Array(int length, ArrowBuffer validity, int nulls)
    {
        var bytes = _bytes.Array(length, validity, nulls).Buffers[1].Span;
        var bits = _bits.Reserve<byte>((length + 7) / 8);
        new Span<byte>(bits, (length + 7) / 8).Clear();
        for (var i = 0; i < length; i++)
            bits[i >> 3] |= (byte)(bytes[i] << (i & 7));
        return new ArrayData(BooleanType.Default, length, nulls, 0, [validity, _bits.First((length + 7) / 8)]);
    }

    public override void Dispose() => _bytes.Dispose();
}
