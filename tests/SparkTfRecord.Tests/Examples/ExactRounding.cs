using System.Numerics;

namespace SparkTfRecord.Tests.Examples;

/// <summary>The nearest float to an exact decimal, ties to even, by comparing whole numbers only.</summary>
static class ExactRounding
{
    public static float ToFloat(BigInteger unscaled, int scale)
    {
        var target = BigInteger.Abs(unscaled);
        var power = BigInteger.Pow(10, scale);
        // The floats from 0 on have ascending bits: find the last one that is not above the value.
        var (low, high) = (0, BitConverter.SingleToInt32Bits(float.MaxValue));
        while (low < high)
        {
            var middle = (int)(((long)low + high + 1) / 2);
            if (Compare(BitConverter.Int32BitsToSingle(middle), target, power) <= 0)
                low = middle;
            else
                high = middle - 1;
        }
        var (below, above) = (BitConverter.Int32BitsToSingle(low), BitConverter.Int32BitsToSingle(low + 1));
        var half = Compare(((double)below + above) / 2, target, power); // the middle of two floats is a double
        var nearest = half > 0 || (half == 0 && (low & 1) == 0) ? below : above;
        return unscaled.Sign < 0 ? -nearest : nearest;
    }

    /// <summary>Compares a double, which is a whole number times a power of two, with target / power.</summary>
    static int Compare(double value, BigInteger target, BigInteger power)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var exponent = (int)(bits >> 52 & 0x7FF);
        var fraction = (BigInteger)(bits & ((1L << 52) - 1) | (exponent == 0 ? 0 : 1L << 52));
        var shift = Math.Max(exponent, 1) - 1075;
        var left = fraction * power * (shift > 0 ? BigInteger.One << shift : 1);
        var right = target * (shift < 0 ? BigInteger.One << -shift : 1);
        return left.CompareTo(right);
    }
}
