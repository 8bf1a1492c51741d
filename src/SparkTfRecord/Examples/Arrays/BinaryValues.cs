using System.Numerics;
using Apache.Arrow;

namespace SparkTfRecord.Examples.Arrays;

/// <summary>Strings and binary values that lie one after the other, with offsets of 32 or (large) 64 bits.</summary>
sealed unsafe class BinaryValues<TOffset> : ColumnValues<Slice> where TOffset : unmanaged, IBinaryInteger<TOffset>
{
    readonly Scratch<Slice> _slices = new();
    TOffset* _offsets;
    byte* _bytes;
    long _byteLength;

    public override void Bind(ArrayData data, PinnedBuffers buffers)
    {
        Validity = new Validity(data, buffers);
        _offsets = (TOffset*)buffers.Address(data, 1, data.Length == 0 ? 0 : ((long)data.Offset + data.Length + 1) * sizeof(TOffset)) + data.Offset;
        _byteLength = data.Buffers[2].Length;
        _bytes = buffers.Address(data, 2, _byteLength);
    }

    public override Slice* Read(long first, int count)
    {
        var slices = _slices.Reserve(count);
        var offsets = _offsets + first;
        var start = long.CreateTruncating(offsets[0]);
        var lowest = start;
        for (var i = 0; i < count; i++)
        {
            var end = long.CreateTruncating(offsets[i + 1]);
            slices[i] = new Slice(_bytes + start, (int)(end - start));
            lowest |= end - start;
            start = end;
        }
        if (lowest < 0 || start > _byteLength)
            Throw.OffsetsOutOfRange(_byteLength);
        return slices;
    }
}
