using System.Globalization;
using Apache.Arrow;

namespace SparkTfRecord.Examples.Arrays;

/// <summary>Decimals, rounded to float once, from the exact value, to nearest even. One beyond float's range is bad.</summary>
sealed unsafe class RoundedDecimals(DecimalDigits digits) : ColumnValues<float>
{
    const int MaxExactPower = 22;               // 10^22 is the largest power of ten that a double holds exactly
    const long MaxExactInteger = 1L << 53;
    const long BitsBelowFloat = (1L << 29) - 1; // of a double's fraction
    const long HalfWay = 1L << 28;

    readonly Scratch<float> _rounded = new();
    readonly double _power = digits.Scale is >= 0 and <= MaxExactPower ? Math.Pow(10, digits.Scale) : 0;

    public override void Bind(ArrayData data, PinnedBuffers buffers)
    {
        Validity = new Validity(data, buffers);
        digits.Bind(data, buffers);
    }

    public override float* Read(long first, int count)
    {
        var rounded = _rounded.Reserve(count);
        var infinite = false;
        for (var i = 0; i < count; i++)
        {
            rounded[i] = Validity.IsNull(first + i) ? 0 : Round(first + i);
            infinite |= float.IsInfinity(rounded[i]);
        }
        Suspect = infinite;
        return rounded;
    }

    public override bool IsBad(long index) => float.IsInfinity(Round(index));

    public override BadValue Describe(long index) =>
        new("the number is beyond the range of float (±3.4028235E+38)", digits.ToText(index), "write the column as text");

    float Round(long index)
    {
        if (_power == 0 || !digits.TryGetInt64(index, out var integer) || integer is > MaxExactInteger or < -MaxExactInteger)
            return RoundText(index);
        // Both operands are exact, so this is the double nearest to the exact value. Rounding it again to float goes wrong only where it lies
        // half way between two floats and the exact value beside it.
        var quotient = integer / _power;
        return (BitConverter.DoubleToInt64Bits(quotient) & BitsBelowFloat) == HalfWay ? RoundText(index) : (float)quotient;
    }

    float RoundText(long index) => float.Parse(digits.ToText(index), NumberStyles.Float, CultureInfo.InvariantCulture);
}
