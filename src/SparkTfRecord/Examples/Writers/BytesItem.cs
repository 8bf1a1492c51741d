using System.Runtime.CompilerServices;
using SparkTfRecord.Examples.Arrays;

namespace SparkTfRecord.Examples.Writers;

/// <summary>One value of a <c>BytesList</c>: tag, length, bytes.</summary>
static unsafe class BytesItem
{
    /// <summary>Its tag, that of every length-delimited field 1.</summary>
    public const byte Tag = 0x0A;

    /// <summary>Its length, that of every field of <paramref name="value"/> bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Length(long value) => 1 + Varint.Length((ulong)value) + value;

    /// <summary>Writes it.</summary>
    /// <returns>The position behind it.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte* Write(byte* to, Slice value)
    {
        *to++ = Tag;
        to = Varint.Write(to, (uint)value.Length);
        Unsafe.CopyBlockUnaligned(to, value.Start, (uint)value.Length);
        return to + value.Length;
    }
}
