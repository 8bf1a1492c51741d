using System.Numerics;
using System.Runtime.Intrinsics;

namespace SparkTfRecord.Parquet.Columns;

/// <summary>Turns definition levels into Arrow's validity bits, and packed values into values at their places.</summary>
static unsafe class Validity
{
    /// <summary>Writes a bit for each level, set where it is <paramref name="present"/>.</summary>
    /// <returns>Number of bits not set.</returns>
    public static int Write(short* levels, int count, int present, byte* bits)
    {
        var set = 0;
        var i = 0;
        var wanted = Vector256.Create((short)present);
        for (; i + 16 <= count; i += 16)
        {
            var valid = Vector256.Equals(Vector256.Load(levels + i), wanted).ExtractMostSignificantBits();
            *(ushort*)(bits + (i >> 3)) = (ushort)valid;
            set += BitOperations.PopCount(valid);
        }

        for (var last = i; last < count; last += 8)
            bits[last >> 3] = 0;
        for (; i < count; i++)
        {
            if (levels[i] != present)
                continue;
            bits[i >> 3] |= (byte)(1 << (i & 7));
            set++;
        }

        return count - set;
    }

    /// <summary>Moves values that are packed at the front to the places whose level is <paramref name="present"/>; the others become zero.</summary>
    public static void Spread<T>(short* levels, int count, int present, T* values, int packed) where T : unmanaged
    {
        for (var i = count - 1; i >= 0; i--)
            values[i] = levels[i] == present ? values[--packed] : default;
    }
}
