using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using Apache.Arrow;

namespace SparkTfRecord.Examples.Arrays;

/// <summary>The values of a decimal array of any width: integers, little endian, two's complement, to be divided by 10^scale.</summary>
sealed unsafe class DecimalDigits(int width, int scale)
{
    byte* _values;

    /// <summary>Bytes of the longest text: 77 digits, sign, point, and zeros for a scale out of the ordinary.</summary>
    public int MaxTextLength => 80 + Math.Abs(scale);

    /// <summary>Digits behind the point.</summary>
    public int Scale => scale;

    /// <summary>Turns to an array.</summary>
    public void Bind(ArrayData data, PinnedBuffers buffers) =>
        _values = buffers.Address(data, 1, ((long)data.Offset + data.Length) * width) + (long)data.Offset * width;

    /// <summary>The integer in a slot when 64 bits hold it.</summary>
    public bool TryGetInt64(long index, out long value)
    {
        var at = _values + index * width;
        if (width == sizeof(int))
        {
            value = Unsafe.ReadUnaligned<int>(at);
            return true;
        }
        value = Unsafe.ReadUnaligned<long>(at);
        for (var rest = sizeof(long); rest < width; rest += sizeof(long))
        {
            if (Unsafe.ReadUnaligned<long>(at + rest) != value >> 63)
                return false;
        }
        return true;
    }

    /// <summary>A value exactly, with all digits behind the point: "-0.05".</summary>
    public string ToText(long index)
    {
        var integer = new BigInteger(new ReadOnlySpan<byte>(_values + index * width, width));
        var digits = BigInteger.Abs(integer).ToString(CultureInfo.InvariantCulture);
        digits = scale < 0 && !integer.IsZero ? digits + new string('0', -scale) : digits.PadLeft(Math.Max(scale, 0) + 1, '0');
        if (scale > 0)
            digits = digits.Insert(digits.Length - scale, ".");
        return integer.Sign < 0 ? "-" + digits : digits;
    }
}
