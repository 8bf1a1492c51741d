using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SparkTfRecord.Examples.Writers;

/// <summary>Varints one after the other, as a packed list holds them.</summary>
/// <remarks>
/// Eight values at a time where all are below 2^28: each is spread over its lane, 7 bits a byte, and a table says how a shuffle joins the bytes
/// in use. The environment variable SPARKTFRECORD_FORCE_SCALAR, set to anything, leaves the vectors unused.
/// </remarks>
static unsafe class PackedVarints
{
    const int Group = 8;

    static readonly bool s_vectors =
        Vector128.IsHardwareAccelerated && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("SPARKTFRECORD_FORCE_SCALAR"));

    // [mask * 16]: which bytes of eight 2-byte lanes to keep, where bit i of mask says that lane i has 2 bytes.
    static readonly byte[] s_joinPairs = JoinPairs();

    // [(high << 4 | low) * 16]: the same for four 4-byte lanes, where bits i of high and low are the number of bytes of lane i, less 1.
    static readonly byte[] s_joinQuads = JoinQuads();

    /// <summary>Writes values; may spill 15 bytes.</summary>
    /// <returns>The position behind them.</returns>
    public static byte* Write(byte* to, long* values, int count)
    {
        var done = 0;
        if (s_vectors)
        {
            for (; done + Group <= count; done += Group)
                to = WriteGroup(to, values + done);
        }
        for (; done < count; done++)
        {
            var length = Varint.Length((ulong)values[done]);
            Varint.WriteSpilling(to, (ulong)values[done], length);
            to += length;
        }
        return to;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static byte* WriteGroup(byte* to, long* values)
    {
        var low = Vector256.Load((ulong*)values);
        var high = Vector256.Load((ulong*)values + 4);
        var any = low | high;
        var lanes = Vector256.Narrow(low, high);
        if ((any & Vector256.Create(~0x3FFFUL)) == Vector256<ulong>.Zero)
            return WritePairs(to, Vector128.Narrow(lanes.GetLower(), lanes.GetUpper()));
        if ((any & Vector256.Create(~0x0FFF_FFFFUL)) == Vector256<ulong>.Zero)
            return WriteQuads(WriteQuads(to, lanes.GetLower()), lanes.GetUpper());
        for (var i = 0; i < Group; i++)
        {
            var length = Varint.Length((ulong)values[i]);
            Varint.WriteSpilling(to, (ulong)values[i], length);
            to += length;
        }
        return to;
    }

    /// <summary>Eight values below 2^14.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static byte* WritePairs(byte* to, Vector128<ushort> values)
    {
        var twoBytes = Vector128.GreaterThan(values, Vector128.Create((ushort)0x7F));
        var spread = values & Vector128.Create((ushort)0x7F) | values << 1 & Vector128.Create((ushort)0x7F00) | twoBytes & Vector128.Create((ushort)0x80);
        var mask = twoBytes.ExtractMostSignificantBits();
        Join(spread.AsByte(), s_joinPairs, mask).Store(to);
        return to + Group + BitOperations.PopCount(mask);
    }

    /// <summary>Four values below 2^28.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static byte* WriteQuads(byte* to, Vector128<uint> values)
    {
        var twoBytes = Vector128.GreaterThan(values, Vector128.Create(0x7Fu));
        var threeBytes = Vector128.GreaterThan(values, Vector128.Create(0x3FFFu));
        var fourBytes = Vector128.GreaterThan(values, Vector128.Create(0x1F_FFFFu));
        var spread = values & Vector128.Create(0x7Fu) | values << 1 & Vector128.Create(0x7F00u)
            | values << 2 & Vector128.Create(0x7F_0000u) | values << 3 & Vector128.Create(0x7F00_0000u);
        var more = twoBytes & Vector128.Create(0x80u) | threeBytes & Vector128.Create(0x8000u) | fourBytes & Vector128.Create(0x80_0000u);
        var low = (twoBytes ^ threeBytes ^ fourBytes).ExtractMostSignificantBits();
        var high = threeBytes.ExtractMostSignificantBits();
        Join((spread | more).AsByte(), s_joinQuads, high << 4 | low).Store(to);
        return to + 4 + BitOperations.PopCount(low) + 2 * BitOperations.PopCount(high);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector128<byte> Join(Vector128<byte> spread, byte[] table, uint row) =>
        Vector128.ShuffleNative(spread, Vector128.LoadUnsafe(ref table[0], row * (nuint)Vector128<byte>.Count));

    static byte[] JoinPairs() => Joins(8, (mask, lane) => 1 + (mask >> lane & 1));

    static byte[] JoinQuads() => Joins(4, (mask, lane) => 1 + (mask >> lane & 1) + 2 * (mask >> (4 + lane) & 1));

    static byte[] Joins(int lanes, Func<int, int, int> bytes)
    {
        var table = new byte[256 * Vector128<byte>.Count];
        for (var row = 0; row < 256; row++)
        {
            var next = row * Vector128<byte>.Count;
            for (var lane = 0; lane < lanes; lane++)
            {
                for (var i = 0; i < bytes(row, lane); i++)
                    table[next++] = (byte)(lane * (Vector128<byte>.Count / lanes) + i);
            }
        }
        return table;
    }
}
