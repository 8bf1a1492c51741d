using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Apache.Arrow;

namespace SparkTfRecord.Examples.Arrays;

/// <summary>Which of an array's slots hold a value: one bit a slot, at any bit offset. Without a bitmap all do.</summary>
readonly unsafe struct Validity
{
    readonly byte* _bits;
    readonly long _offset;

    /// <summary>A bitmap whose bit <paramref name="offset"/> stands for slot 0.</summary>
    public Validity(byte* bits, long offset)
    {
        _bits = bits;
        _offset = offset;
    }

    /// <summary>The validity of an array.</summary>
    public Validity(ArrayData data, PinnedBuffers buffers)
    {
        if (data.NullCount == 0 || data.Buffers.Length == 0 || data.Buffers[0].Length == 0)
            return;
        _offset = data.Offset;
        _bits = buffers.Address(data, 0, (data.Offset + (long)data.Length + 7) / 8);
    }

    /// <summary>False when no slot is null.</summary>
    public bool HasBitmap => _bits != null;

    /// <summary>Whether a slot is null.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsNull(long index) => _bits != null && (_bits[(_offset + index) >> 3] >> (int)((_offset + index) & 7) & 1) == 0;

    /// <summary>Whether all slots of a range hold values.</summary>
    public bool AllValid(long first, long count)
    {
        if (_bits == null)
            return true;
        for (; count > 0; first += 64, count -= 64)
        {
            if (~Word(first, (int)Math.Min(count, 64)) << (int)Math.Max(64 - count, 0) != 0)
                return false;
        }
        return true;
    }

    /// <summary>Lists the slots of a range that hold values, counted from <paramref name="first"/>.</summary>
    /// <returns>Their number.</returns>
    public int ListValid(long first, int count, int* slots)
    {
        var listed = 0;
        for (var start = 0; start < count; start += 64)
        {
            for (var word = Word(first + start, Math.Min(count - start, 64)); word != 0; word &= word - 1)
                slots[listed++] = start + BitOperations.TrailingZeroCount(word);
        }
        return listed;
    }

    /// <summary>Up to 64 bits from a slot on, the first one lowest; higher bits are 0. Reads no byte past the last one needed.</summary>
    ulong Word(long first, int count)
    {
        var position = _offset + first;
        var from = _bits + (position >> 3);
        var shift = (int)(position & 7);
        var bytes = (shift + count + 7) >> 3;
        ulong word;
        if (bytes >= 8)
        {
            word = BinaryPrimitives.ReadUInt64LittleEndian(MemoryMarshal.CreateReadOnlySpan(ref *from, 8)) >> shift;
            if (bytes == 9)
                word |= (ulong)from[8] << (64 - shift);
        }
        else
        {
            word = 0;
            for (var i = 0; i < bytes; i++)
                word |= (ulong)from[i] << (8 * i);
            word >>= shift;
        }
        return count == 64 ? word : word & ((1UL << count) - 1);
    }
}
