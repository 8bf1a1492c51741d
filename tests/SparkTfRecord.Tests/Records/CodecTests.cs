using SparkTfRecord.Records;

namespace SparkTfRecord.Tests.Records;

public sealed class CodecTests
{
    [Theory]
    [InlineData("a.tfrecord", "none")]
    [InlineData("a.tfrecord.gz", "gzip")]
    [InlineData("a.tfrecord.zlib", "zlib")]
    public void FromFileName_Extension_DecidesTheCodec(string path, string name) => Assert.Equal(name, Codec.FromFileName(path).Name);

    [Fact]
    public void Gzip_LevelTen_IsRefused() => Assert.Throws<ArgumentOutOfRangeException>(() => Codec.Gzip(10));
}
