using SparkTfRecord.Records;

namespace SparkTfRecord.Tests.Records;

public sealed class Crc32CTests
{
    // The catalogue's check value, and the four buffers of RFC 3720 appendix B.4.
    public static TheoryData<byte[], uint> KnownVectors => new()
    {
        { [], 0 },
        { [.. "123456789"u8], 0xE3069283 },
        { new byte[32], 0x8A9136AA },
        { [.. Enumerable.Repeat((byte)0xFF, 32)], 0x62A8AB43 },
        { [.. Enumerable.Range(0, 32).Select(i => (byte)i)], 0x46DD794E },
        { [.. Enumerable.Range(0, 32).Select(i => (byte)(31 - i))], 0x113FDB5C },
    };

    [Theory]
    [MemberData(nameof(KnownVectors))]
    public void Compute_KnownVector_GivesItsCrc(byte[] data, uint crc) => Assert.Equal(crc, Crc32C.Compute(data));

    [Fact]
    public void AppendInLanes_EveryLengthTo3000_EqualsBitByBit()
    {
        var data = new byte[3004];
        new Random(1).NextBytes(data);
        var expected = uint.MaxValue;
        for (var length = 0; length <= 3000; length++)
        {
            var slice = data.AsSpan(3, length); // not aligned
            Assert.Equal(~expected, Crc32C.Append(0, slice));
            Assert.Equal(~expected, Crc32C.AppendScalar(0, slice));
            if (Crc32C.CanMultiplyCarryless)
                Assert.Equal(~expected, Crc32C.AppendInLanes(0, slice));
            expected = BitByBit(expected, data[3 + length]);
        }
    }

    [Theory]
    [InlineData(6144)]
    [InlineData(6143)]
    [InlineData(18_500)]
    [InlineData(100_001)]
    public void Append_InTwoParts_EqualsTheWhole(int length)
    {
        var data = new byte[length];
        new Random(length).NextBytes(data);
        var whole = Crc32C.AppendScalar(0, data);
        foreach (var cut in new[] { 0, 1, 191, 192, length / 2, length })
            Assert.Equal(whole, Crc32C.Append(Crc32C.Compute(data.AsSpan(0, cut)), data.AsSpan(cut)));
    }

    [Fact]
    public void Mask_OfEmptyData_IsTheConstant() => Assert.Equal(0xA282EAD8, Crc32C.Mask(0));

    // The definition: polynomial 1EDC6F41, reflected.
    static uint BitByBit(uint state, byte value)
    {
        state ^= value;
        for (var bit = 0; bit < 8; bit++)
            state = (state >> 1) ^ (0x82F63B78 & (0 - (state & 1)));
        return state;
    }
}
