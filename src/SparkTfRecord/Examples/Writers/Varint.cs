using System.Numerics;
using System.Runtime.CompilerServices;

namespace SparkTfRecord.Examples.Writers;

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

    /// <summary>Writes a value of known length without a branch for each byte; may spill 7 bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void WriteSpilling(byte* to, ulong value, int length)
    {
        if (length > sizeof(ulong))
        {
            Write(to, value);
            return;
        }
        // Halve 56 bits into 28 + 28, these into 14s, these into 7s, each time moving the upper half up by what its bytes lack.
        var spread = (value & 0x00FF_FFFF_F000_0000) << 4 | value & 0x0000_0000_0FFF_FFFF;
        spread = (spread & 0x0FFF_C000_0FFF_C000) << 2 | spread & 0x0000_3FFF_0000_3FFF;
        spread = (spread & 0x3F80_3F80_3F80_3F80) << 1 | spread & 0x007F_007F_007F_007F;
        var more = 0x0080_8080_8080_8080UL & ((1UL << (8 * (length - 1))) - 1);
        Unsafe.WriteUnaligned(to, spread | more);
    }
}
