using System.Runtime.InteropServices;
using Apache.Arrow;
using Apache.Arrow.Types;

namespace SparkTfRecord.Tasks;

/// <summary>Chosen rows of arrays, copied: what Arrow calls take.</summary>
static class TakenRows
{
    /// <summary>The values of some rows of an array, in the order given.</summary>
    /// <param name="array">The array.</param>
    /// <param name="rows">The rows, 0-based.</param>
    public static ArrayData Of(ArrayData array, int[] rows)
    {
        int[] slots = [.. rows.Select(row => row + array.Offset)];
        return array.DataType switch
        {
            NullType => new(array.DataType, slots.Length, slots.Length, 0, []),
            BooleanType => Make(array, slots, [Bits(array.Buffers[1].Span, slots)]),
            StringType or BinaryType => MakeBytes(array, slots, MemoryMarshal.Cast<byte, int>(array.Buffers[1].Span)),
            LargeStringType or LargeBinaryType => MakeBytes(array, slots, MemoryMarshal.Cast<byte, long>(array.Buffers[1].Span)),
            StringViewType or BinaryViewType => Make(array, slots, [Values(array.Buffers[1].Span, slots, 16), .. array.Buffers[2..]]),
            ListType or MapType => MakeList(array, slots, MemoryMarshal.Cast<byte, int>(array.Buffers[1].Span)),
            LargeListType => MakeList(array, slots, MemoryMarshal.Cast<byte, long>(array.Buffers[1].Span)),
            FixedSizeListType t => Make(array, slots, [], Of(array.Children[0], [.. slots.SelectMany(slot => Enumerable.Range(slot * t.ListSize, t.ListSize))])),
            StructType => Make(array, slots, [], [.. array.Children.Select(child => Of(child, slots))]),
            DictionaryType t => Make(array, slots, [Values(array.Buffers[1].Span, slots, ((FixedWidthType)t.IndexType).BitWidth / 8)]),
            var type => Make(array, slots, [Values(array.Buffers[1].Span, slots, ((FixedWidthType)type).BitWidth / 8)]),
        };
    }

    static ArrayData Make(ArrayData array, int[] slots, ArrowBuffer[] buffers, params ArrayData[] children)
    {
        var validity = array.NullCount == 0 || array.Buffers[0].Length == 0 ? ArrowBuffer.Empty : Bits(array.Buffers[0].Span, slots);
        return new(array.DataType, slots.Length, validity.Length == 0 ? 0 : -1, 0, [validity, .. buffers], children, array.Dictionary);
    }

    static ArrayData MakeBytes<T>(ArrayData array, int[] slots, ReadOnlySpan<T> offsets) where T : unmanaged, System.Numerics.IBinaryInteger<T>
    {
        var bytes = new ArrowBuffer.Builder<byte>();
        foreach (var slot in slots)
            bytes.Append(array.Buffers[2].Span[int.CreateChecked(offsets[slot])..int.CreateChecked(offsets[slot + 1])]);
        return Make(array, slots, [Offsets(slots, offsets), bytes.Build()]);
    }

    static ArrayData MakeList<T>(ArrayData array, int[] slots, ReadOnlySpan<T> offsets) where T : unmanaged, System.Numerics.IBinaryInteger<T>
    {
        var values = new List<int>();
        foreach (var slot in slots)
        {
            for (var value = int.CreateChecked(offsets[slot]); value < int.CreateChecked(offsets[slot + 1]); value++)
                values.Add(value);
        }
        return Make(array, slots, [Offsets(slots, offsets)], Of(array.Children[0], [.. values]));
    }

    static ArrowBuffer Offsets<T>(int[] slots, ReadOnlySpan<T> offsets) where T : unmanaged, System.Numerics.IBinaryInteger<T>
    {
        var taken = new ArrowBuffer.Builder<T>(slots.Length + 1);
        var end = T.Zero;
        taken.Append(end);
        foreach (var slot in slots)
            taken.Append(end += offsets[slot + 1] - offsets[slot]);
        return taken.Build();
    }

    static ArrowBuffer Values(ReadOnlySpan<byte> values, int[] slots, int width)
    {
        var taken = new ArrowBuffer.Builder<byte>(slots.Length * width);
        foreach (var slot in slots)
            taken.Append(values.Slice(slot * width, width));
        return taken.Build();
    }

    static ArrowBuffer Bits(ReadOnlySpan<byte> bits, int[] slots)
    {
        var taken = new ArrowBuffer.BitmapBuilder(slots.Length);
        foreach (var slot in slots)
            taken.Append(BitUtility.GetBit(bits, slot));
        return taken.Build();
    }
}
