using System.Text;
using System.Text.Json;
using SparkTfRecord.Examples;
using SparkTfRecord.Tests.Support;

namespace SparkTfRecord.Tests.Examples;

public sealed class ExampleReaderTests
{
    public static TheoryData<string> WireForms => [.. File.ReadLines(Golden.Path("examples/wire.jsonl")).Select(l => JsonDocument.Parse(l).RootElement.GetProperty("what").GetString()!)];

    [Fact]
    public void Read_ExamplesOfEveryType_GivesTensorFlowsValues()
    {
        foreach (var line in File.ReadLines(Golden.Path("examples/types.jsonl")).Select(l => JsonDocument.Parse(l).RootElement))
            AssertFeatures(line.GetProperty("features"), Features(line.GetProperty("serialized").GetBytesFromBase64()));
    }

    [Theory]
    [MemberData(nameof(WireForms))]
    public void Read_AnyWireForm_GivesWhatProtobufGives(string what)
    {
        var form = File.ReadLines(Golden.Path("examples/wire.jsonl")).Select(l => JsonDocument.Parse(l).RootElement).Single(f => f.GetProperty("what").GetString() == what);
        var bytes = form.GetProperty("bytes").GetBytesFromBase64();
        // Protobuf drops an entry with an unknown field, and reads groups over; TensorFlow refuses both. Names need not be UTF-8 here.
        if (what == "unknown varint in map entry")
            Assert.Equal(["i: 1"], Features(bytes).Select(f => $"{f.Key}: {string.Join(',', f.Value.Values)}"));
        else if (what == "key not UTF-8")
            Assert.Single(Features(bytes));
        else if (what == "group wire type" || form.GetProperty("proto").TryGetProperty("error", out _))
            Assert.Throws<InvalidDataException>(() => Features(bytes));
        else
            AssertFeatures(form.GetProperty("proto"), Features(bytes));
    }

    [Fact]
    public void Read_SequenceExample_GivesItsContext()
    {
        foreach (var line in File.ReadLines(Golden.Path("examples/sequence.jsonl")).Select(l => JsonDocument.Parse(l).RootElement))
            AssertFeatures(line.GetProperty("context"), Features(line.GetProperty("serialized").GetBytesFromBase64()));
    }

    [Fact]
    public void Values_ReadTwice_GivesTheSame()
    {
        byte[] example = [0x0A, 0x0C, 0x0A, 0x0A, 0x0A, 1, (byte)'i', 0x12, 5, 0x1A, 3, 0x0A, 1, 7]; // i: int64 7
        var reader = new ExampleReader(example);
        Assert.True(reader.Read());
        for (var i = 0; i < 2; i++)
        {
            var values = reader.Values;
            Assert.Equal(1, values.Count());
            Assert.True(values.Read(out long value));
            Assert.Equal(7, value);
            Assert.False(values.Read(out value));
        }
    }

    [Fact]
    public void Read_AMillionUnknownFields_PassesOverThem()
    {
        byte[] unknown = [.. Enumerable.Repeat<byte[]>([9 << 3, 0], 1_000_000).SelectMany(f => f)];
        Assert.Empty(Features([0x0A, 0x80, 0x89, 0x7A, .. unknown, .. unknown])); // 2 000 000 bytes of features, as many of the Example
    }

    // Values in the golden files' form: int64 as decimals, float as little-endian hex, bytes as base64. Of a name that comes twice the last counts.
    static Dictionary<string, (string? Kind, List<string> Values)> Features(ReadOnlySpan<byte> example)
    {
        var features = new Dictionary<string, (string?, List<string>)>();
        var reader = new ExampleReader(example);
        while (reader.Read())
        {
            var list = new List<string>();
            var values = reader.Values;
            switch (reader.Kind)
            {
                case FeatureKind.Bytes:
                    while (values.Read(out ReadOnlySpan<byte> bytes))
                        list.Add(Convert.ToBase64String(bytes));
                    break;
                case FeatureKind.Float:
                    while (values.Read(out float value))
                        list.Add(Convert.ToHexStringLower(BitConverter.GetBytes(value)));
                    break;
                case FeatureKind.Int64:
                    while (values.Read(out long value))
                        list.Add($"{value}");
                    break;
            }
            Assert.Equal(list.Count, reader.Values.Count());
            var kind = reader.Kind switch { FeatureKind.Bytes => "bytes_list", FeatureKind.Float => "float_list", FeatureKind.Int64 => "int64_list", _ => null };
            features[Encoding.UTF8.GetString(reader.Name)] = (kind, list);
        }
        return features;
    }

    static void AssertFeatures(JsonElement expected, Dictionary<string, (string? Kind, List<string> Values)> features)
    {
        Assert.Equal(expected.EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal), features.Keys.Order(StringComparer.Ordinal));
        foreach (var feature in expected.EnumerateObject())
        {
            Assert.Equal(feature.Value.GetProperty("kind").GetString(), features[feature.Name].Kind);
            if (feature.Value.TryGetProperty("value", out var values))
                Assert.Equal(values.EnumerateArray().Select(v => v.GetString()), features[feature.Name].Values);
        }
    }
}
