using System.Runtime.Intrinsics;
using Apache.Arrow;

namespace SparkTfRecord.Parquet.Columns;

/// <summary>Arrow's validity bits.</summary>
static unsafe class Validity
{
    /// <summary>Writes a bit for each level, set where it is <paramref name="present"/>.</summary>
    public static ArrowBuffer Write(short* levels, int count, short present, PinnedBuffer buffer)
    {
        var bits = buffer.Reserve<byte>((count + 7) / 8);
        var wanted = Vector256.Create(present);
        var i = 0;
        for (; i + 16 <= count; i += 16)
            *(ushort*)(bits + (i >> 3)) = (ushort)Vector256.Equals(Vector256.Load(levels + i), wanted).ExtractMostSignificantBits();

        for (var last = i; last < count; last += 8)
            bits[last >> 3] = 0;
        for (; i < count; i++)
            bits[i >> 3] |= (byte)((levels[i] == present ? 1 : 0) << (i & 7));
        return buffer.First((count + 7) / 8);
    }

    /// <summary>Whether a bit is set.</summary>
    public static bool IsSet(ReadOnlySpan<byte> bits, int index) => (bits[index >> 3] >> (index & 7) & 1) != 0;
}
