using System.Globalization;
using System.Numerics;
using Apache.Arrow;

namespace SparkTfRecord.Examples.Arrays;

/// <summary>Times, timestamps and durations in another unit than their array's: all times <paramref name="factor"/>, or all divided by <paramref name="divisor"/>.</summary>
/// <param name="factor">1 where it divides.</param>
/// <param name="divisor">1 where it multiplies.</param>
/// <param name="from">The array's unit, for messages.</param>
/// <param name="to">The unit written, for messages.</param>
/// <param name="wayOut">What can be done about a value that has no whole number there.</param>
sealed unsafe class ConvertedUnits<T>(long factor, long divisor, string from, string to, string wayOut) : ColumnValues<long> where T : unmanaged, IBinaryInteger<T>
{
    readonly Scratch<long> _converted = new();
    readonly long _limit = long.MaxValue / factor;
    T* _values;

    public override void Bind(ArrayData data, PinnedBuffers buffers)
    {
        Validity = new Validity(data, buffers);
        _values = buffers.Values<T>(data);
    }

    public override long* Read(long first, int count)
    {
        var converted = _converted.Reserve(count);
        var suspect = false;
        for (var i = 0; i < count; i++)
        {
            var value = long.CreateTruncating(_values[first + i]);
            converted[i] = factor == 1 ? value / divisor : value * factor;
            suspect |= factor == 1 ? converted[i] * divisor != value : IsTooLarge(value);
        }
        Suspect = suspect;
        return converted;
    }

    public override bool IsBad(long index) =>
        factor == 1 ? Value(index) % divisor != 0 : IsTooLarge(Value(index));

    public override BadValue Describe(long index) => new(
        factor == 1 ? $"the value is not whole in {to}" : $"the value in {to} is beyond int64",
        string.Create(CultureInfo.InvariantCulture, $"{Value(index)} {from}"),
        wayOut);

    bool IsTooLarge(long value) => value > _limit || value < -_limit;

    long Value(long index) => long.CreateTruncating(_values[index]);
}
