using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace SparkTfRecord.Examples.Writers;

/// <summary>What stands in front of a feature's values: tags, lengths and the key of one entry of <c>Features.feature</c>.</summary>
/// <remarks>
/// example.proto, with the lengths that depend on the values in brackets:
/// <c>0A [entry] 0A key-length key 12 [feature] kind-tag [list]</c>, then the list message. Mostly that holds one item, a string or a packed
/// run of numbers: <c>0A [item]</c>, then the item's bytes.
/// </remarks>
sealed unsafe class FeatureHead
{
    const byte EntryTag = 0x0A;     // Features.feature = 1, a map entry
    const byte KeyTag = 0x0A;       // its key = 1
    const byte ValueTag = 0x12;     // its value = 2, a Feature
    const byte ItemTag = 0x0A;      // value = 1 of each kind of list
    const int LongestLength = 127;  // that takes one byte

    readonly byte[] _key;
    readonly byte _kindTag;
    readonly byte[] _short; // keeps the memory of Short alive

    public FeatureHead(string name, FeatureKind kind)
    {
        var utf8 = Encoding.UTF8.GetBytes(name);
        Span<byte> length = stackalloc byte[Varint.MaxLength];
        fixed (byte* start = length)
            length = length[..(int)(Varint.Write(start, (ulong)utf8.Length) - start)];
        _key = [KeyTag, .. length, .. utf8];
        _kindTag = (byte)((int)kind << 3 | 2);
        Short = MakeShort(out _short);
    }

    /// <summary>The head for short items.</summary>
    public ShortHead Short { get; }

    /// <summary>Bytes of the whole entry when its list message has <paramref name="list"/> bytes.</summary>
    public long EntryLength(long list)
    {
        var entry = EntryContent(FeatureLength(list));
        return 1 + Varint.Length((ulong)entry) + entry;
    }

    /// <summary>Bytes of the whole entry when its list message holds one item of <paramref name="item"/> bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long ItemEntryLength(long item) => item <= Short.MaxItem ? Short.Length + item : EntryLength(ItemLength(item));

    /// <summary>Writes everything in front of a list message of <paramref name="list"/> bytes.</summary>
    /// <returns>The position behind it.</returns>
    public byte* Write(byte* to, int list)
    {
        var feature = FeatureLength(list);
        *to++ = EntryTag;
        to = Varint.Write(to, (ulong)EntryContent(feature));
        _key.CopyTo(new Span<byte>(to, _key.Length));
        to += _key.Length;
        *to++ = ValueTag;
        to = Varint.Write(to, (ulong)feature);
        *to++ = _kindTag;
        return Varint.Write(to, (ulong)list);
    }

    /// <summary>Writes everything in front of the one item, of <paramref name="item"/> bytes, of a list message; may spill 15 bytes.</summary>
    /// <returns>The position behind it.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte* WriteItemHead(byte* to, int item) => item <= Short.MaxItem ? Short.Write(to, item) : WriteLongItemHead(to, item);

    byte* WriteLongItemHead(byte* to, int item)
    {
        to = Write(to, (int)ItemLength(item));
        *to++ = ItemTag;
        return Varint.Write(to, (uint)item);
    }

    ShortHead MakeShort(out byte[] memory)
    {
        var list = (int)ItemLength(0);
        var feature = (int)FeatureLength(list);
        var entry = (int)EntryContent(feature);
        byte[] template = [EntryTag, (byte)entry, .. _key, ValueTag, (byte)feature, _kindTag, (byte)list, ItemTag, 0];
        var padded = (template.Length + Vector128<byte>.Count - 1) & -Vector128<byte>.Count;
        memory = GC.AllocateArray<byte>(2 * padded, pinned: true);
        template.CopyTo(memory, 0);
        foreach (var place in (ReadOnlySpan<int>)[1, template.Length - 5, template.Length - 3, template.Length - 1])
            memory[padded + place] = byte.MaxValue;
        var start = (byte*)Unsafe.AsPointer(ref memory[0]);
        return new ShortHead(start, start + padded, template.Length, Math.Max(LongestLength - entry, -1));
    }

    static long ItemLength(long item) => 1 + Varint.Length((ulong)item) + item;

    static long FeatureLength(long list) => 1 + Varint.Length((ulong)list) + list;

    long EntryContent(long feature) => _key.Length + 1 + Varint.Length((ulong)feature) + feature;
}
