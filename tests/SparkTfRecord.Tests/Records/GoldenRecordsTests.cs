using System.Security.Cryptography;
using System.Text.Json;
using SparkTfRecord.Records;
using SparkTfRecord.Tests.Support;

namespace SparkTfRecord.Tests.Records;

/// <summary>Files that TensorFlow wrote, whole ones and damaged ones, and what TensorFlow made of them.</summary>
public sealed class GoldenRecordsTests
{
    public static TheoryData<string> WholeFiles => [.. Verdicts("records/index.json", "files").Keys];

    public static TheoryData<string> DamagedFiles => [.. Verdicts("records/damaged.json", "verdicts").Keys.Where(f => f != "no-such-file.tfrecord")];

    public static TheoryData<string> OddFiles => [.. Verdicts("records/odd.json", "files").Keys];

    public static TheoryData<string> UncompressedFiles => [.. new[] { "records", "examples", "pairs" }
        .SelectMany(d => Directory.GetFiles(Golden.Path(d), "*.tfrecord"))
        .Select(f => Path.GetRelativePath(Golden.Path(""), f)).Order()];

    // TensorFlow ends without an error where 1 to 11 bytes of a header are left, and does not miss a gzip stream's trailer.
    static bool IsStricter(string damagedFile) => damagedFile.Split('.')[0] is
        "cut-in-length" or "cut-after-length" or "cut-in-length-crc" or "gz-cut-trailer" or
        "short-text" or "trailing-newline" or "trailing-zeros-7" or "trailing-zeros-8";

    [Theory]
    [MemberData(nameof(WholeFiles))]
    public void Read_WholeFile_GivesTensorFlowsRecords(string file)
    {
        var expected = Verdicts("records/index.json", "files")[file];
        var (count, bytes, sha256, error) = ReadAll(Golden.Path("records/" + file), expected);
        Assert.Null(error);
        Assert.Equal(expected.GetProperty("records").GetInt64(), count);
        Assert.Equal(expected.GetProperty("payload_bytes").GetInt64(), bytes);
        if (expected.TryGetProperty("sha256_of_all_payloads", out var hash))
            Assert.Equal(hash.GetString(), sha256);
    }

    [Theory]
    [MemberData(nameof(DamagedFiles))]
    public void Read_DamagedFile_AsTensorFlowOrStricter(string file)
    {
        var expected = Verdicts("records/damaged.json", "verdicts")[file];
        var (count, _, sha256, error) = ReadAll(Golden.Path("records/damaged/" + file), expected);
        Assert.Equal(IsStricter(file) || !TensorFlowReadsItAll(expected), error is not null);
        if (error is not null)
            Assert.StartsWith($"{Golden.Path("records/damaged/" + file)}: record {count} at byte ", error.Message, StringComparison.Ordinal);
        // How many records come before the error depends on TensorFlow's buffering when the stream is compressed or the process gets killed.
        if (expected.GetProperty("compression").GetString() == "" && file != "huge-length-with-good-crc.tfrecord")
            Assert.Equal(expected.GetProperty("records").GetInt64(), count);
        if (error is null)
            Assert.Equal(expected.GetProperty("sha256_of_all_payloads").GetString(), sha256);
    }

    [Theory]
    [MemberData(nameof(OddFiles))]
    public void Read_OddFile_AsTensorFlowOrStricter(string file)
    {
        var expected = Verdicts("records/odd.json", "files")[file];
        var (count, _, sha256, error) = ReadAll(Golden.Path("records/odd/" + file), expected);
        // TensorFlow loses the data behind an empty gzip member or a first zlib stream.
        Assert.Equal(file is "empty-member-first.tfrecord.gz" or "two-streams.tfrecord.zlib", error is not null);
        Assert.Equal(expected.GetProperty("records").GetInt64(), count);
        Assert.Equal(expected.GetProperty("sha256_of_all_payloads").GetString(), sha256);
    }

    [Fact]
    public void Read_RawFile_GivesEachRecordAtItsOffset()
    {
        var payloads = File.ReadLines(Golden.Path("records/raw.jsonl")).Select(l => JsonDocument.Parse(l).RootElement.GetProperty("bytes").GetBytesFromBase64()).ToList();
        var offsets = JsonDocument.Parse(File.ReadAllBytes(Golden.Path("records/raw.offsets.json"))).RootElement.GetProperty("offset_and_size_with_framing");
        foreach (var extension in new[] { "", ".gz", ".zlib" })
        {
            using var reader = new TfRecordReader(Golden.Path("records/raw.tfrecord" + extension));
            for (var i = 0; i < payloads.Count; i++)
            {
                Assert.True(reader.Read());
                Assert.Equal(i + 1, reader.Count);
                Assert.Equal(offsets[i][0].GetInt64(), reader.Offset);
                Assert.True(reader.Record.Span.SequenceEqual(payloads[i]));
            }
            Assert.False(reader.Read());
            Assert.False(reader.Read());
        }
    }

    [Theory]
    [MemberData(nameof(UncompressedFiles))]
    public void Write_RecordsOfTensorFlowsFile_WritesItsBytes(string file)
    {
        using var directory = new TemporaryDirectory();
        var copy = directory["copy.tfrecord"];
        using (var reader = new TfRecordReader(Golden.Path(file)))
        using (var writer = new TfRecordWriter(copy))
        {
            while (reader.Read())
                writer.Write(reader.Record.Span);
            writer.Complete();
        }
        Assert.True(File.ReadAllBytes(copy).AsSpan().SequenceEqual(File.ReadAllBytes(Golden.Path(file))));
    }

    static bool TensorFlowReadsItAll(JsonElement verdict) =>
        verdict.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.Null;

    static Dictionary<string, JsonElement> Verdicts(string file, string member) =>
        JsonDocument.Parse(File.ReadAllBytes(Golden.Path(file))).RootElement.GetProperty(member).EnumerateObject().ToDictionary(p => p.Name, p => p.Value);

    static (long Count, long Bytes, string Sha256, InvalidDataException? Error) ReadAll(string path, JsonElement verdict)
    {
        var codec = verdict.GetProperty("compression").GetString() switch { "GZIP" => Codec.Gzip(), "ZLIB" => Codec.Zlib(), _ => Codec.None };
        using var reader = new TfRecordReader(path, codec);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var bytes = 0L;
        InvalidDataException? error = null;
        try
        {
            while (reader.Read())
            {
                hash.AppendData(reader.Record.Span);
                bytes += reader.Record.Length;
            }
        }
        catch (InvalidDataException e)
        {
            error = e;
        }
        return (reader.Count, bytes, Convert.ToHexStringLower(hash.GetHashAndReset()), error);
    }
}
