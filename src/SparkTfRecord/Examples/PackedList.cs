using System.Runtime.CompilerServices;

namespace SparkTfRecord.Examples;

/// <summary>Numbers as protobuf packs them: one tag and one length for all values of a list; no values, no bytes.</summary>
static unsafe class PackedList
{
    /// <summary>Bytes of the list message whose values take <paramref name="values"/> bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Length(long values) => values == 0 ? 0 : 1 + Varint.Length((ulong)values) + values;

    /// <summary>Writes everything in front of the values.</summary>
    /// <returns>The position behind it.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte* WriteHead(FeatureHead head, byte* to, int values)
    {
        to = head.Write(to, (int)Length(values));
        if (values == 0)
            return to;
        *to++ = 0x0A;
        return Varint.Write(to, (uint)values);
    }
}
