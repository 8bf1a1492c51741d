using System.Diagnostics;
using System.Globalization;
using SparkTfRecord.Records;
using SparkTfRecord.Tasks;
using SparkTfRecord.Tests.Support;

namespace SparkTfRecord.Tests.Tasks;

public sealed class ShardWriterTests : IDisposable
{
    readonly TemporaryDirectory _directory = new();
    readonly byte[] _framed = File.ReadAllBytes(Golden.Path("records/many.tfrecord"));

    public static TheoryData<string> Codecs => ["none", "gzip", "zlib"];

    public void Dispose() => _directory.Dispose();

    [Theory]
    [MemberData(nameof(Codecs))]
    public void Complete_FramedBytesInAnyPieces_SameFileAndItsSummary(string codec)
    {
        byte[]? first = null;
        foreach (var piece in new[] { 1, 997, 4096, 65_536, 65_537, _framed.Length })
        {
            var path = _directory[$"{piece}.tfrecord"];
            var summary = Write(path, codec, piece);
            var file = File.ReadAllBytes(path);
            Assert.Equal(new(10_000, file.Length, Crc32C.Compute(file)), summary);
            Assert.Equal(first ??= file, file);
        }
        if (codec == "none")
            Assert.Equal(_framed, first);
    }

    [Fact]
    public void Complete_ReservedSpace_IsGivenBack()
    {
        var bytes = new byte[(33 << 20) + 7]; // past two reservations
        using (var writer = new ShardWriter(_directory["a.tfrecord"], Codec.None))
        {
            writer.Append(bytes, 1);
            writer.Append(bytes, 1);
            Assert.Equal(2L * bytes.Length, writer.Complete().Bytes);
        }
        Assert.Equal(2L * bytes.Length, new FileInfo(_directory["a.tfrecord"]).Length);
        if (!OperatingSystem.IsLinux())
            return;
        using var stat = Process.Start(new ProcessStartInfo("stat", ["--format=%b", _directory["a.tfrecord"]]) { RedirectStandardOutput = true })!;
        Assert.InRange(512 * long.Parse(stat.StandardOutput.ReadToEnd(), CultureInfo.InvariantCulture), 0, (2L * bytes.Length) + (1 << 20));
    }

    [Theory]
    [MemberData(nameof(Codecs))]
    public void Dispose_WithoutComplete_DeletesTheFile(string codec)
    {
        using (var writer = new ShardWriter(_directory["a.tfrecord"], CodecNamed(codec)))
        {
            writer.Append(_framed, 10_000);
            Assert.Equal(["a.tfrecord"], _directory.Tree());
        }
        Assert.Empty(_directory.Tree());
    }

    [Fact]
    public void Dispose_DirectoryTakenAway_DoesNotThrow()
    {
        Directory.CreateDirectory(_directory["staging"]);
        using var writer = new ShardWriter(_directory["staging/a.tfrecord"], Codec.None);
        Directory.Delete(_directory["staging"], recursive: true);
    }

    [Fact]
    public void Constructor_MissingDirectory_IsAnErrorAndMakesNone()
    {
        Assert.Throws<DirectoryNotFoundException>(() => new ShardWriter(_directory["staging/a.tfrecord"], Codec.None));
        Assert.Empty(_directory.Tree());
    }

    [Fact]
    public void Constructor_ExistingFile_IsRefusedAndKept()
    {
        File.WriteAllText(_directory["a.tfrecord"], "old");
        var error = Assert.Throws<IOException>(() => new ShardWriter(_directory["a.tfrecord"], Codec.None));
        Assert.Contains(_directory["a.tfrecord"], error.Message, StringComparison.Ordinal);
        Assert.Equal("old", File.ReadAllText(_directory["a.tfrecord"]));
    }

    RecordFileSummary Write(string path, string codec, int piece)
    {
        using var writer = new ShardWriter(path, CodecNamed(codec));
        for (var i = 0; i < _framed.Length; i += piece)
            writer.Append(_framed.AsSpan(i, Math.Min(piece, _framed.Length - i)), i == 0 ? 10_000 : 0);
        return writer.Complete();
    }

    static Codec CodecNamed(string name) => name switch { "gzip" => Codec.Gzip(1), "zlib" => Codec.Zlib(), _ => Codec.None };
}
