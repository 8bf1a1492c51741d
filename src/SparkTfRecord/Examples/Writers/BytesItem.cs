using System.Runtime.CompilerServices;
using SparkTfRecord.Examples.Arrays;

namespace SparkTfRecord.Examples.Writers;

/// <summary>One value of a <c>BytesList</c>: tag, length, bytes.</summary>
static unsafe class BytesItem
{
    /// <summary>Its length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Length(Slice value) => 1 + Varint.Length((uint)value.Length) + (long)value.Length;

    /// <summary>Writes it.</summary>
    /// <returns>The position behind it.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte* Write(byte* to, Slice value)
    {
        *to++ = 0x0A;
        to = Varint.Write(to, (uint)value.Length);
        Unsafe.CopyBlockUnaligned(to, value.Start, (uint)value.Length);
        return to + value.Length;
    }
}
