using System.Numerics;
using System.Runtime.InteropServices;

namespace SparkTfRecord.Records;

/// <summary>CRC-32C (Castagnoli), the checksum of TFRecord, and the mask that TFRecord puts over it.</summary>
/// <remarks>The environment variable SPARKTFRECORD_FORCE_SCALAR, set to anything, leaves the three lanes unused.</remarks>
static partial class Crc32C
{
    static readonly bool s_lanes =
        CanMultiplyCarryless && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("SPARKTFRECORD_FORCE_SCALAR"));

    /// <summary>The CRC-32C of some bytes.</summary>
    public static uint Compute(ReadOnlySpan<byte> data) => Append(0, data);

    /// <summary>The CRC-32C of bytes that follow others whose CRC-32C is <paramref name="crc"/>.</summary>
    public static uint Append(uint crc, ReadOnlySpan<byte> data) =>
        s_lanes && data.Length >= ShortestForLanes ? AppendInLanes(crc, data) : AppendScalar(crc, data);

    /// <summary>TFRecord stores CRCs rotated and with a constant added, so that a CRC over data that holds CRCs keeps its strength.</summary>
    public static uint Mask(uint crc) => BitOperations.RotateRight(crc, 15) + 0xA282EAD8;

    /// <summary>One word after the other: the runtime takes the processor's instruction, or a table where there is none.</summary>
    internal static uint AppendScalar(uint crc, ReadOnlySpan<byte> data)
    {
        var state = ~crc;
        var words = MemoryMarshal.Cast<byte, ulong>(data);
        foreach (var word in words)
            state = BitOperations.Crc32C(state, word);
        foreach (var value in data[(words.Length * sizeof(ulong))..])
            state = BitOperations.Crc32C(state, value);
        return ~state;
    }
}
