using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SparkTfRecord.Examples.Writers;

/// <summary>Copies of a few bytes, where a call of memmove costs more than the copy.</summary>
static unsafe class Bytes
{
    const int LongestInline = 256;

    /// <summary>Copies exactly <paramref name="length"/> bytes: the ends of short stretches overlap.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Copy(byte* to, byte* from, int length)
    {
        if (length is >= sizeof(ulong) and <= 2 * sizeof(ulong))
        {
            var last = Unsafe.ReadUnaligned<ulong>(from + length - sizeof(ulong));
            Unsafe.WriteUnaligned(to, Unsafe.ReadUnaligned<ulong>(from));
            Unsafe.WriteUnaligned(to + length - sizeof(ulong), last);
        }
        else
        {
            Unsafe.CopyBlockUnaligned(to, from, (uint)length);
        }
    }

    /// <summary>Copies <paramref name="length"/> bytes and up to 15 that follow them, which must be readable and may be overwritten.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void CopySpilling(byte* to, byte* from, int length)
    {
        if (length > LongestInline)
        {
            Unsafe.CopyBlockUnaligned(to, from, (uint)length);
            return;
        }
        for (var at = 0; at < length; at += Vector128<byte>.Count)
            Vector128.Load(from + at).Store(to + at);
    }
}
