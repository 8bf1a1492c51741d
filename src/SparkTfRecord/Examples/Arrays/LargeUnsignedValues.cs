using System.Globalization;
using Apache.Arrow;

namespace SparkTfRecord.Examples.Arrays;

/// <summary>uint64 as int64; what is above 2^63 - 1 is bad.</summary>
sealed unsafe class LargeUnsignedValues : ColumnValues<long>
{
    long* _values;

    public override void Bind(ArrayData data, PinnedBuffers buffers)
    {
        Validity = new Validity(data, buffers);
        _values = buffers.Values<long>(data);
    }

    public override long* Read(long first, int count)
    {
        var any = 0L;
        for (var i = 0; i < count; i++)
            any |= _values[first + i];
        Suspect = any < 0;
        return _values + first;
    }

    public override bool IsBad(long index) => _values[index] < 0;

    public override BadValue Describe(long index) => new(
        $"the number is above the largest int64, {long.MaxValue}",
        ((ulong)_values[index]).ToString(CultureInfo.InvariantCulture),
        "write the column as text");
}
