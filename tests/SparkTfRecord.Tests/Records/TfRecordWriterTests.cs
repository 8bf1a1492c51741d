using System.IO.Compression;
using SparkTfRecord.Records;
using SparkTfRecord.Tests.Support;

namespace SparkTfRecord.Tests.Records;

public sealed class TfRecordWriterTests : IDisposable
{
    readonly TemporaryDirectory _directory = new();

    public static MatrixTheoryData<string, int?> Codecs => new MatrixTheoryData<string, int?>(["gzip", "zlib"], [null, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Write_EmptyRecord_WritesSixteenBytes()
    {
        var path = _directory["a.tfrecord"];
        using (var writer = new TfRecordWriter(path))
        {
            writer.Write([]);
            writer.Complete();
            Assert.Equal(1, writer.Count);
        }
        Assert.Equal(
            [0, 0, 0, 0, 0, 0, 0, 0,    // length
             0x29, 0x03, 0x98, 0x07,    // masked CRC-32C of eight zeros
             0xD8, 0xEA, 0x82, 0xA2],   // masked CRC-32C of nothing
            File.ReadAllBytes(path));
    }

    [Fact]
    public void Dispose_WithoutComplete_LeavesNothing()
    {
        using (var writer = new TfRecordWriter(_directory["a.tfrecord"]))
        {
            writer.Write("x"u8);
            Assert.DoesNotContain("a.tfrecord", _directory.Tree());
        }
        Assert.Empty(_directory.Tree());
    }

    [Fact]
    public void Complete_NameTakenMeanwhile_LeavesTheOtherFileAlone()
    {
        var path = _directory["a.tfrecord"];
        using (var writer = new TfRecordWriter(path))
        {
            File.WriteAllText(path, "other");
            Assert.Throws<IOException>(writer.Complete);
        }
        Assert.Equal(["a.tfrecord"], _directory.Tree());
        Assert.Equal("other", File.ReadAllText(path));
    }

    [Fact]
    public void Write_AfterComplete_IsRefused()
    {
        using var writer = new TfRecordWriter(_directory["a.tfrecord"]);
        writer.Complete();
        Assert.Throws<InvalidOperationException>(() => writer.Write([]));
        Assert.Throws<InvalidOperationException>(writer.Complete);
    }

    [Fact]
    public void Constructor_ExistingFile_IsRefused()
    {
        var path = _directory["a.tfrecord"];
        File.WriteAllText(path, "old");
        var error = Assert.Throws<IOException>(() => new TfRecordWriter(path));
        Assert.StartsWith(path, error.Message, StringComparison.Ordinal);
        Assert.Equal("old", File.ReadAllText(path));
    }

    [Theory]
    [MemberData(nameof(Codecs))]
    public void Complete_AnyLevel_IsReadByUsAndByDotNet(string name, int? level)
    {
        var plain = File.ReadAllBytes(Golden.Path("records/many.tfrecord"));
        var codec = name == "gzip" ? Codec.Gzip(level) : Codec.Zlib(level);
        var path = _directory["a.tfrecord"];
        using (var reader = new TfRecordReader(Golden.Path("records/many.tfrecord")))
        using (var writer = new TfRecordWriter(path, codec))
        {
            while (reader.Read())
                writer.Write(reader.Record.Span);
            writer.Complete();
        }

        using var compressed = File.OpenRead(path);
        using Stream dotNet = codec.IsGzip ? new GZipStream(compressed, CompressionMode.Decompress) : new ZLibStream(compressed, CompressionMode.Decompress);
        var read = new MemoryStream();
        dotNet.CopyTo(read);
        Assert.True(plain.AsSpan().SequenceEqual(read.ToArray()));
        using var again = new TfRecordReader(path, codec);
        while (again.Read())
        {
        }
        Assert.Equal(10_000, again.Count);
        Assert.True(level == 0 ? new FileInfo(path).Length > plain.Length : new FileInfo(path).Length < 0.7 * plain.Length);
    }

    [Theory]
    [InlineData("none.tfrecord.gz")]
    [InlineData("none.tfrecord.zlib")]
    [InlineData("none.tfrecord")]
    public void Complete_NoRecords_WritesTensorFlowsBytes(string name)
    {
        using (var writer = new TfRecordWriter(_directory[name]))
            writer.Complete();
        Assert.Equal(File.ReadAllBytes(Golden.Path("records/" + name)), File.ReadAllBytes(_directory[name]));
    }
}
