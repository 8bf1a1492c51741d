using Google.Protobuf;
using SparkTfRecord.Examples.Writers;

namespace SparkTfRecord.Tests.Examples;

public sealed unsafe class VarintTests
{
    /// <summary>Both sides of every change of length, and the extremes.</summary>
    public static TheoryData<ulong> Edges =>
        [0, 1, .. Enumerable.Range(1, 9).SelectMany(i => new[] { (1UL << (7 * i)) - 1, 1UL << (7 * i) }), long.MaxValue, ulong.MaxValue];

    [Theory]
    [MemberData(nameof(Edges))]
    public void Write_Edge_EqualsProtobuf(ulong value)
    {
        var expected = Expected([(long)value]);
        var bytes = stackalloc byte[Varint.MaxLength];

        Assert.Equal(expected.Length, Varint.Length(value));
        Assert.Equal(expected.Length, Varint.Write(bytes, value) - bytes);
        Assert.Equal(expected, new ReadOnlySpan<byte>(bytes, expected.Length));
    }

    [Theory]
    [MemberData(nameof(Edges))]
    public void WriteSpilling_Edge_EqualsProtobufAndSpillsSevenBytesAtMost(ulong value)
    {
        var expected = Expected([(long)value]);
        var bytes = stackalloc byte[32];
        new Span<byte>(bytes, 32).Fill(0xEE);

        Varint.WriteSpilling(bytes, value, expected.Length);

        Assert.Equal(expected, new ReadOnlySpan<byte>(bytes, expected.Length));
        Assert.True(new ReadOnlySpan<byte>(bytes, 32)[(expected.Length + 7)..].IndexOfAnyExcept((byte)0xEE) < 0);
    }

    [Theory]
    [MemberData(nameof(PackedVarintsCases))]
    public void PackedVarints_ValuesOfSomeBits_EqualProtobufAndSpillSixteenBytesAtMost(int bits)
    {
        var random = new Random(bits);
        for (var count = 0; count < 60; count++)
        {
            // The values behind the last one may be read.
            var values = Enumerable.Range(0, count + 7).Select(_ => (long)((ulong)random.NextInt64(long.MinValue, long.MaxValue) >> (64 - bits))).ToArray();
            var expected = Expected(values[..count]);
            var bytes = new byte[expected.Length + 100];
            bytes.AsSpan().Fill(0xEE);
            fixed (byte* to = bytes)
            fixed (long* from = values)
                Assert.Equal(expected.Length, PackedVarints.Write(to, from, count) - to);
            Assert.Equal(expected, bytes[..expected.Length]);
            Assert.True(bytes.AsSpan(expected.Length + 16).IndexOfAnyExcept((byte)0xEE) < 0);
        }
    }

    public static TheoryData<int> PackedVarintsCases => [.. Enumerable.Range(1, 64)];

    static byte[] Expected(long[] values)
    {
        var bytes = new MemoryStream();
        using (var output = new CodedOutputStream(bytes))
        {
            foreach (var value in values)
                output.WriteInt64(value);
        }
        return bytes.ToArray();
    }
}
