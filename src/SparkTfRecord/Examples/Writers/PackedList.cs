using System.Runtime.CompilerServices;

namespace SparkTfRecord.Examples.Writers;

/// <summary>Entries of numbers as protobuf packs them: one tag and one length for all values of a list; no values, no bytes.</summary>
static unsafe class PackedList
{
    /// <summary>Bytes of the entry whose values take <paramref name="values"/> bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long EntryLength(FeatureHead head, long values) => values == 0 ? head.EntryLength(0) : head.ItemEntryLength(values);

    /// <summary>Writes everything in front of the values; may spill 15 bytes.</summary>
    /// <returns>The position behind it.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte* WriteHead(FeatureHead head, byte* to, int values) => values == 0 ? head.Write(to, 0) : head.WriteItemHead(to, values);
}
