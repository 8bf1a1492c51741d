using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SparkTfRecord.Examples.Writers;

/// <summary>The head of an entry whose list message holds one item, while every length in it takes one byte.</summary>
/// <remarks>
/// An item is one string or one packed run of numbers. All four lengths then grow with the item's, so a head is a template plus the item's
/// length at four places: a vector addition for every 16 bytes of it.
/// </remarks>
readonly unsafe struct ShortHead
{
    readonly byte* _template;
    readonly byte* _places;

    /// <summary>A head that is the template, of <paramref name="length"/> bytes, plus the item's length where <paramref name="places"/> has set bytes. Both are padded to whole vectors.</summary>
    public ShortHead(byte* template, byte* places, int length, int maxItem)
    {
        _template = template;
        _places = places;
        Length = length;
        MaxItem = maxItem;
    }

    /// <summary>Bytes of the head.</summary>
    public readonly int Length;

    /// <summary>The longest item for which it holds; -1 where the key is too long for any.</summary>
    public readonly int MaxItem;

    /// <summary>Writes the head in front of an item; may spill 15 bytes.</summary>
    /// <returns>The position behind it.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte* Write(byte* to, int item)
    {
        var length = Vector128.Create((byte)item);
        var at = 0;
        do
        {
            (Vector128.Load(_template + at) + (Vector128.Load(_places + at) & length)).Store(to + at);
            at += Vector128<byte>.Count;
        }
        while (at < Length);
        return to + Length;
    }
}
