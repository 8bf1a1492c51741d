using Apache.Arrow;

namespace SparkTfRecord.Examples.Arrays;

/// <summary>Booleans, one bit each, as 0 and 1.</summary>
sealed unsafe class BooleanValues : ColumnValues<long>
{
    readonly Scratch<long> _wide = new();
    byte* _bits;
    long _offset;

    public override void Bind(ArrayData data, PinnedBuffers buffers)
    {
        Validity = new Validity(data, buffers);
        _offset = data.Offset;
        _bits = buffers.Address(data, 1, ((long)data.Offset + data.Length + 7) / 8);
    }

    public override long* Read(long first, int count)
    {
        var wide = _wide.Reserve(count);
        for (var i = 0; i < count; i++)
        {
            var bit = _offset + first + i;
            wide[i] = _bits[bit >> 3] >> (int)(bit & 7) & 1;
        }
        return wide;
    }
}
