using System.Text.Json;
using SparkTfRecord.Tests.Support;

namespace SparkTfRecord.Tests.Cli;

public sealed class HeadVerbTests
{
    [Fact]
    public void Head_GoldenScalars_WritesAnObjectALine()
    {
        var run = CliRun.Of("head", Golden.Path("pairs/scalars.tfrecord"), "-n", "3");

        Assert.Equal(0, run.ExitCode);
        var lines = run.Out.TrimEnd('\n').Split('\n');
        Assert.Equal(3, lines.Length);
        using var json = JsonDocument.Parse(lines[0]);
        Assert.Equal(-9223372036854775808, json.RootElement.GetProperty("int64")[0].GetInt64());
        Assert.Equal("\0\u0001\u0002\u0003\u0004\u0005\u0006\a\b\t\n\v\f\r\u000E\u000F", json.RootElement.GetProperty("fixed_size_binary_16")[0].GetString());
    }

    [Fact]
    public void Head_EveryGoldenExample_IsTheJsonOfItsFeatures()
    {
        var lines = CliRun.Of("head", Golden.Path("examples/types.tfrecord"), "-n", "1000000").Out.TrimEnd('\n').Split('\n');

        var expected = File.ReadLines(Golden.Path("examples/types.jsonl")).ToList();
        Assert.Equal(expected.Count, lines.Length);
        for (var i = 0; i < lines.Length; i++)
        {
            using var ours = JsonDocument.Parse(lines[i]);
            using var golden = JsonDocument.Parse(expected[i]);
            Assert.All(golden.RootElement.GetProperty("features").EnumerateObject(), feature => AssertSame(feature.Value, ours.RootElement.GetProperty(feature.Name)));
        }
    }

    [Theory]
    [InlineData("examples/types.tfrecord.gz", "")]
    [InlineData("examples/types.tfrecord.zlib", "")]
    [InlineData("examples/types.tfrecord.zlib", "--codec zlib")]
    public void Head_Compressed_ReadsTheSame(string file, string options) => Assert.Equal(
        CliRun.Of("head", Golden.Path("examples/types.tfrecord")).Out,
        CliRun.Of(["head", Golden.Path(file), .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]).Out);

    [Fact]
    public void Head_Table_HidesControlCharacters()
    {
        var run = CliRun.Of("head", Golden.Path("pairs/scalars.tfrecord"), "-n", "1", "--table");

        Assert.Contains("fixed_size_binary_16", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain(run.Out, c => char.IsControl(c) && c != '\n');
    }

    [Theory]
    [InlineData("records/many.tfrecord", "many.tfrecord: record 1 at byte 18: ")] // no Examples
    [InlineData("records/damaged/not-tfrecord.tfrecord", "not-tfrecord.tfrecord: record 0 at byte 0: ")]
    public void Head_NoExamples_ExitsOneWithThePlace(string file, string place)
    {
        var run = CliRun.Of("head", Golden.Path(file));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(place, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/no/such/file", "'/no/such/file': no such file or directory.")]
    [InlineData("x --codec lz4", "--codec: the value is 'lz4'; expected none, gzip or zlib.")]
    public void Head_WrongUsage_ExitsTwo(string arguments, string message)
    {
        var run = CliRun.Of(["head", .. arguments.Split(' ')]);

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith($"sparktfrecord: {message}\n", run.Error, StringComparison.Ordinal);
    }

    // Golden: int64 as decimal strings, floats as hex of 4 little-endian bytes, bytes as base64.
    static void AssertSame(JsonElement golden, JsonElement ours)
    {
        var kind = golden.GetProperty("kind").GetString();
        if (kind is null)
        {
            Assert.Equal(JsonValueKind.Null, ours.ValueKind);
            return;
        }
        Assert.Equal(golden.GetProperty("value").EnumerateArray().Select(v => v.GetString()), ours.EnumerateArray().Select(v => kind switch
        {
            "int64_list" => v.GetRawText(),
            "float_list" => Convert.ToHexString(BitConverter.GetBytes(Float(v))).ToLowerInvariant(),
            _ => v.ValueKind == JsonValueKind.Object ? v.GetProperty("base64").GetString() : Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(v.GetString()!)),
        }));
    }

    static float Float(JsonElement value) => value.ValueKind == JsonValueKind.Number ? value.GetSingle()
        : value.GetString() == "NaN" ? BitConverter.UInt32BitsToSingle(0x7FC00000) // NaN's text has no sign and no payload
        : float.Parse(value.GetString()!);
}
