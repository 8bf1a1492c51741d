using System.Numerics;
using System.Runtime.CompilerServices;

namespace SparkTfRecord.Examples;

/// <summary>Protobuf's variable-length integers: 7 bits a byte, lowest first, the high bit says that more follow.</summary>
static unsafe class Varint
{
    /// <summary>The longest: a negative int64.</summary>
    public const int MaxLength = 10;

    /// <summary>Number of bytes of a value: 1 to 10.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Length(ulong value) => (BitOperations.Log2(value | 1) * 9 + 73) >> 6; // = bits / 7, rounded up, for 1 to 64 bits

    /// <summary>Writes a value.</summary>
    /// <returns>The position behind it.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte* Write(byte* to, ulong value)
    {
        for (; value >= 0x80; value >>= 7)
            *to++ = (byte)(value | 0x80);
        *to++ = (byte)value;
        return to;
    }
}
