using System.Numerics;
using System.Runtime.CompilerServices;
using SparkTfRecord.Examples.Arrays;

namespace SparkTfRecord.Statistics;

/// <summary>How often each of a few short values occurs.</summary>
sealed unsafe class DistinctBytes
{
    const int LongestValue = 64;
    const int Slots = 4 * BytesCount.MostValues;

    readonly byte[] _slots = new byte[Slots]; // 1-based indexes of values; 0: free
    readonly List<byte[]> _values = [];
    readonly long[] _counts = new long[BytesCount.MostValues];

    /// <summary>Counts a value; false where it is too long, or one too many.</summary>
    public bool TryAdd(Slice value)
    {
        if (value.Length > LongestValue)
            return false;
        var slot = Hash(value.Start, value.Length) >> (64 - BitOperations.Log2(Slots));
        for (; _slots[slot] != 0; slot = (slot + 1) % Slots)
        {
            var index = _slots[slot] - 1;
            if (!value.Span.SequenceEqual(_values[index]))
                continue;
            _counts[index]++;
            return true;
        }
        if (_values.Count == BytesCount.MostValues)
            return false;
        _counts[_values.Count]++;
        _values.Add(value.Span.ToArray());
        _slots[slot] = (byte)_values.Count;
        return true;
    }

    /// <summary>The values, the most frequent first.</summary>
    public IReadOnlyList<BytesCount> Complete() => BytesCount.InOrder(_values.Select((value, i) => BytesCount.Of(value, _counts[i])));

    // Of both ends: what lies between only decides where they are equal, and then it costs a few comparisons.
    static ulong Hash(byte* start, int length)
    {
        var (first, last) = length switch
        {
            >= sizeof(ulong) => (Unsafe.ReadUnaligned<ulong>(start), Unsafe.ReadUnaligned<ulong>(start + length - sizeof(ulong))),
            >= sizeof(uint) => (Unsafe.ReadUnaligned<uint>(start), Unsafe.ReadUnaligned<uint>(start + length - sizeof(uint))),
            > 0 => (start[0] | (ulong)start[length / 2] << 8, start[length - 1]),
            _ => (0UL, 0UL),
        };
        var mixed = (first + (ulong)length) * 0x9E3779B97F4A7C15 ^ BitOperations.RotateLeft(last * 0xC2B2AE3D27D4EB4F, 32);
        return (mixed ^ mixed >> 29) * 0x165667B19E3779F9;
    }
}
