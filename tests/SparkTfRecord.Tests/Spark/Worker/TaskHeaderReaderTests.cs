using System.Buffers.Binary;
using System.Text;
using SparkTfRecord.Spark.Worker;
using SparkTfRecord.Tests.Support;

namespace SparkTfRecord.Tests.Spark.Worker;

/// <summary>What the recorded headers lack, spliced into them: parts that only some clusters send, and layouts of versions to come.</summary>
public sealed class TaskHeaderReaderTests
{
    const int SecretLength = sizeof(int) + 64;
    const int ResultId = sizeof(long);

    [Theory]
    [InlineData("3.3.4", 8)]
    [InlineData("3.5.9", 8)]
    [InlineData("4.0.5", 8)]
    [InlineData("4.1.4", 0)]
    public void TryRead_ResourcesWithAddresses_ArePassedOver(string version, int barrier)
    {
        var header = Recorded(version);
        var count = End(header, Text(version)) + sizeof(bool) + barrier + (3 * sizeof(int)) + sizeof(long) + sizeof(int);
        AssertRead(Spliced(header, count, sizeof(int), [Int(2), String("gpu"), String("gpu"), Int(2), String("0"), String("1"), String("fpga"), String("f"), Int(0)]));
    }

    [Theory]
    [InlineData("3.3.4")]
    [InlineData("4.1.4")]
    [InlineData("4.3.0")]
    public void TryRead_BroadcastsOfAnEarlierFunction_ArePassedOver(string version)
    {
        var header = Recorded(version);
        var count = End(header, "/userFiles-") + Guid.Empty.ToString().Length + sizeof(int) + sizeof(bool);
        AssertRead(Spliced(header, count, sizeof(int), [Int(3), Long(-4), Long(7), String("/tmp/broadcast"), Long(-1)]));

        header[count - sizeof(bool)] = 1;
        Assert.Contains("broadcast variables", Assert.Throws<NotSupportedException>(() => Read(header)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("4.0.5")]
    [InlineData("4.1.4")]
    public void TryRead_Profiler_IsPassedOver(string version)
    {
        var header = Recorded(version);
        header = Spliced(header, EndOfCommand(header), 0, [Long(1)]);
        AssertRead(Spliced(header, Command(header) - (5 * sizeof(int)) - sizeof(bool), sizeof(bool), [[1], String("perf")]));
    }

    [Theory]
    [InlineData("4.2.1")]
    [InlineData("4.3.0")]
    public void TryRead_NamedArgument_IsPassedOver(string version)
    {
        var header = Recorded(version);
        AssertRead(Spliced(header, Command(header) - (2 * sizeof(int)) - sizeof(bool), sizeof(bool), [[1], String("rows")]));
    }

    [Theory]
    [InlineData("net;spark=9.9")]
    [InlineData("net;spark=9.9.1-vendor-2")]
    [InlineData("net;spark=main")]
    [InlineData("net")]
    public void TryRead_UnknownVersion_IsReadAsTheNewest(string text) => AssertRead(OfVersion(text));

    [Theory]
    [InlineData("net;spark=4.3.0")]
    [InlineData("net;spark=9.9")]
    public void TryRead_MessageIsShorterOrLonger_NamesTheVersionsThatAreKnown(string text)
    {
        var header = OfVersion(text);
        var end = EndOfCommand(header);
        AssertUnknown(text, Spliced(header, end, ResultId, []));
        AssertUnknown(text, Spliced(header, end, ResultId - 1, []));
        AssertUnknown(text, Spliced(header, end, 0, [[0]]));
        AssertUnknown(text, Spliced(header, end, 0, [Long(0)]));
    }

    [Fact]
    public void TryRead_UnknownVersionIsOtherwise_NamesTheVersionsThatAreKnown()
    {
        const string Unknown = "net;spark=9.9";
        var header = OfVersion(Unknown);
        AssertUnknown(Unknown, Spliced(header, End(header, Unknown) + sizeof(int), 1, [[(byte)'[']])); // no JSON
        AssertUnknown(Unknown, Spliced(header, End(header, "\"attemptNumber"), 1, [[(byte)'s']]));
        AssertUnknown(Unknown, Spliced(header, End(header, "\"attemptNumber\":"), 1, [[(byte)'{', (byte)'}']], 1));
        AssertUnknown(Unknown, Spliced(header, Command(header) - sizeof(int), sizeof(int), [Int(int.MaxValue)]));
        AssertUnknown(Unknown, Spliced(header, Command(header) - (2 * sizeof(int)), sizeof(int), [Int(2)]));
    }

    [Theory]
    [InlineData("3.5.9")]
    [InlineData("4.3.0")]
    public void TryRead_KnownVersionIsOtherwise_SaysWhat(string version)
    {
        var header = Recorded(version);
        Assert.Contains("2 chained functions", Assert.Throws<InvalidDataException>(
            () => Read(Spliced(header, Command(header) - (2 * sizeof(int)), sizeof(int), [Int(2)]))).Message, StringComparison.Ordinal);
    }

    static byte[] Recorded(string version) => File.ReadAllBytes(Golden.Path($"spark-frames/{version}.in"))[SecretLength..];

    static string Text(string version) => $"net;spark={version};p=1";

    static byte[] OfVersion(string text)
    {
        var header = Recorded("4.3.0");
        var old = Text("4.3.0");
        return Spliced(header, End(header, old) - old.Length - sizeof(int), sizeof(int) + old.Length, [String(text)]);
    }

    /// <summary>Bytes in the place of others; the message's length follows, and that of the context where it is told by how much.</summary>
    static byte[] Spliced(byte[] header, int at, int length, byte[][] parts, int contextGrows = 0)
    {
        byte[] result = [.. header[..at], .. parts.SelectMany(p => p), .. header[(at + length)..]];
        if (BinaryPrimitives.ReadInt32BigEndian(result) == SpecialLength.StartOfInitMessage)
            Add(result, sizeof(int), result.Length - header.Length);
        if (contextGrows > 0)
            Add(result, result.AsSpan().IndexOf("{\"secret\""u8) - sizeof(int), contextGrows);
        return result;
    }

    static void Add(byte[] header, int at, int number) =>
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(at), BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(at)) + number);

    static int End(byte[] header, string text) => header.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) + text.Length;

    static int Command(byte[] header) => header.AsSpan().IndexOf("{\"output\""u8);

    static int EndOfCommand(byte[] header) => Command(header) + BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(Command(header) - sizeof(int)));

    static byte[] Int(int value) => [.. BitConverter.GetBytes(value).Reverse()];

    static byte[] Long(long value) => [.. BitConverter.GetBytes(value).Reverse()];

    static byte[] String(string text) => [.. Int(text.Length), .. Encoding.UTF8.GetBytes(text)];

    static (TaskHeader Header, int Next) Read(byte[] header)
    {
        using var stream = new WorkerStream(new MemoryStream(header));
        return (TaskHeaderReader.TryRead(stream)!, stream.ReadInt32());
    }

    static void AssertRead(byte[] bytes)
    {
        var (header, next) = Read(bytes);
        Assert.Equal((0, 0L), (header.Partition, header.AttemptId));
        Assert.Matches("^{\"output\".*}$", Encoding.UTF8.GetString(header.Command));
        Assert.Equal(-1, next); // Arrow's stream begins
    }

    static void AssertUnknown(string text, byte[] header) => Assert.Equal(
        $"The header that Spark sends for a task ('{text}') is laid out in a way this program does not know; it knows Spark 3.3 to 4.3.",
        Assert.Throws<InvalidDataException>(() => Read(header)).Message);
}
