using System.Runtime.CompilerServices;
using System.Text;

namespace SparkTfRecord.Examples;

/// <summary>What stands in front of a feature's values: tags, lengths and the key of one entry of <c>Features.feature</c>.</summary>
/// <remarks>
/// example.proto, with the lengths that depend on the values in brackets:
/// <c>0A [entry] 0A key-length key 12 [feature] kind-tag [list]</c>, then the list message.
/// </remarks>
sealed unsafe class FeatureHead
{
    const byte EntryTag = 0x0A;     // Features.feature = 1, a map entry
    const byte KeyTag = 0x0A;       // its key = 1
    const byte ValueTag = 0x12;     // its value = 2, a Feature

    readonly byte[] _key;
    readonly byte _kindTag;

    public FeatureHead(string name, FeatureKind kind)
    {
        var utf8 = Encoding.UTF8.GetBytes(name);
        Span<byte> length = stackalloc byte[Varint.MaxLength];
        fixed (byte* start = length)
            length = length[..(int)(Varint.Write(start, (ulong)utf8.Length) - start)];
        _key = [KeyTag, .. length, .. utf8];
        _kindTag = (byte)((int)kind << 3 | 2);
    }

    /// <summary>Bytes of the whole entry when its list message has <paramref name="list"/> bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long EntryLength(long list)
    {
        var entry = EntryContent(FeatureLength(list));
        return 1 + Varint.Length((ulong)entry) + entry;
    }

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

    static long FeatureLength(long list) => 1 + Varint.Length((ulong)list) + list;

    long EntryContent(long feature) => _key.Length + 1 + Varint.Length((ulong)feature) + feature;
}
