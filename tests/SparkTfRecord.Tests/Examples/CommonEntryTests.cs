using SparkTfRecord.Examples;

namespace SparkTfRecord.Tests.Examples;

public sealed class CommonEntryTests
{
    [Fact]
    public void AreVarints_RunsOfAnyLengthAnywhere_TrueWhenNoneIsTenAndTheLastEnds()
    {
        var random = new Random(1);
        var found = 0;
        for (var i = 0; i < 20_000; i++)
        {
            // Varints of up to ten bytes, now and then of eleven.
            var bytes = Enumerable.Range(0, random.Next(1, 20)).SelectMany(_ => Varint(random.Next(1, 11) + (random.Next(20) == 0 ? 1 : 0))).ToArray();
            var cut = random.Next(4) == 0 ? bytes[..^random.Next(1, 2)] : bytes;

            var expected = (cut.Length == 0 || cut[^1] < 0x80) && !string.Concat(cut.Select(b => b < 0x80 ? '0' : '1')).Contains("1111111111", StringComparison.Ordinal);

            Assert.Equal(expected, CommonEntry.AreVarints(cut));
            found += expected ? 1 : 0;
        }
        Assert.InRange(found, 5000, 15_000);
    }

    static IEnumerable<byte> Varint(int length) => Enumerable.Repeat((byte)0xFF, length - 1).Append((byte)1);
}
