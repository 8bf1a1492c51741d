using System.Text;
using System.Text.Json;
using SparkTfRecord.Examples;
using SparkTfRecord.Tests.Support;

namespace SparkTfRecord.Tests.Examples;

public sealed class ExampleCheckTests
{
    // The forms that protobuf and TensorFlow's parser read alike, losing nothing and passing over nothing.
    static readonly string[] s_sound =
    [
        "packed", "unpacked", "value before key", "kind unset (12 00)", "empty int64 list (12 02 1a 00)", "empty packed int64 list", "two features fields",
        "long-form varints for lengths", "ten-byte negative", "zero bytes", "features empty", "bytes list, empty and long",
    ];

    static IEnumerable<JsonElement> Forms => File.ReadLines(Golden.Path("examples/wire.jsonl")).Select(l => JsonDocument.Parse(l).RootElement);

    public static TheoryData<string> WireForms => [.. Forms.Select(f => f.GetProperty("what").GetString()!)];

    [Theory]
    [MemberData(nameof(WireForms))]
    public void Check_WireForm_FaultUnlessAllReadItAlike(string what)
    {
        var form = Forms.Single(f => f.GetProperty("what").GetString() == what);
        var error = Record.Exception(() => new ExampleCheck().Check(form.GetProperty("bytes").GetBytesFromBase64()));
        if (!s_sound.Contains(what))
        {
            Assert.IsType<InvalidDataException>(error);
            return;
        }
        Assert.Null(error);
        Assert.False(form.GetProperty("proto").TryGetProperty("error", out _));
        Assert.False(form.GetProperty("parse_example").TryGetProperty("error", out _));
    }

    [Theory]
    [InlineData("the same key twice", "byte 18 of its data: feature 'i' comes twice, TensorFlow keeps the last; write each feature once")]
    [InlineData("packed in two pieces", "byte 11 of its data: a feature's list is in several pieces, of which TensorFlow loses values; write each list once, packed")]
    [InlineData("one kind twice in one feature", "byte 14 of its data: a feature has more than one list, of which TensorFlow reads one; write each list once, packed")]
    [InlineData("entry without value", "byte 4 of its data: an entry of features lacks its key or its value, which TensorFlow refuses; write both always")]
    [InlineData("length past the end", "byte 2 of its data: a field of 127 bytes where 1 are left in its message; the record is damaged, or not of the type it is taken for (--record-type)")]
    public void Check_Fault_SaysWhereAndWhatToDo(string what, string message)
    {
        var form = Forms.Single(f => f.GetProperty("what").GetString() == what);
        var error = Assert.Throws<InvalidDataException>(() => new ExampleCheck().Check(form.GetProperty("bytes").GetBytesFromBase64()));
        Assert.Equal(message, error.Message);
    }

    // One check sees all records of a file.
    [Fact]
    public void Check_RecordAfterRecord_FindsTheDuplicateOnly()
    {
        var check = new ExampleCheck();
        foreach (var names in new[] { "b", "a b", "a", "b c", "a c", "", "c b a", "a b c d", "d", "a d b", "a b c d" })
            check.Check(Example(names.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        foreach (var (names, duplicate) in new[] { ("a a", 'a'), ("a b c d a", 'a'), ("e a e", 'e'), ("c b b", 'b'), ("d c d", 'd') })
        {
            var error = Assert.Throws<InvalidDataException>(() => check.Check(Example(names.Split(' '))));
            Assert.Contains($"feature '{duplicate}' comes twice", error.Message, StringComparison.Ordinal);
        }
    }

    // TensorFlow's order: a name behind the longer ones that begin with it.
    [Fact]
    public void Check_NamesAsBefore_AllocatesNothing()
    {
        var check = new ExampleCheck();
        foreach (var names in new[] { "f1 f10 g", "f10 f1 g", "f10 f1 f2" }) // another order first
            check.Check(Example(names.Split(' ')));
        var record = Example("f10", "f2", "g");
        var before = GC.GetAllocatedBytesForCurrentThread();
        check.Check(record);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Check_SequenceExample_IsNoExample()
    {
        var sequence = File.ReadLines(Golden.Path("examples/sequence.jsonl")).Select(l => JsonDocument.Parse(l).RootElement.GetProperty("serialized").GetBytesFromBase64());
        Assert.Throws<InvalidDataException>(() => new ExampleCheck().Check(sequence.Last()));
    }

    // Features with no kind.
    static byte[] Example(params string[] names)
    {
        byte[] entries = [.. names.SelectMany(n => (byte[])[0x0A, (byte)(n.Length + 4), 0x0A, (byte)n.Length, .. Encoding.UTF8.GetBytes(n), 0x12, 0])];
        return [0x0A, (byte)entries.Length, .. entries];
    }
}
