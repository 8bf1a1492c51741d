using System.Numerics;
using Apache.Arrow;

namespace SparkTfRecord.Examples.Arrays;

/// <summary>Integers narrower than 64 bits.</summary>
sealed unsafe class WidenedValues<T> : ColumnValues<long> where T : unmanaged, IBinaryInteger<T>
{
    readonly Scratch<long> _wide = new();
    T* _values;

    public override void Bind(ArrayData data, PinnedBuffers buffers)
    {
        Validity = new Validity(data, buffers);
        _values = buffers.Values<T>(data);
    }

    public override long* Read(long first, int count)
    {
        var wide = _wide.Reserve(count);
        var values = _values + first;
        for (var i = 0; i < count; i++)
            wide[i] = long.CreateTruncating(values[i]);
        return wide;
    }
}
