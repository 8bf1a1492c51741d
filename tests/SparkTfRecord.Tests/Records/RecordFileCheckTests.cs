using SparkTfRecord.Records;
using SparkTfRecord.Tests.Support;

namespace SparkTfRecord.Tests.Records;

public sealed class RecordFileCheckTests
{
    [Theory]
    [InlineData("examples/types.tfrecord", 107)]
    [InlineData("examples/types.tfrecord.gz", 107)]
    [InlineData("examples/types.tfrecord.zlib", 107)]
    [InlineData("pairs/breast_cancer.tfrecord", 300)]
    [InlineData("pairs/lists.tfrecord", 40)]
    [InlineData("pairs/scalars.tfrecord", 40)]
    [InlineData("pairs/sentences.tfrecord", 100)]
    [InlineData("records/empty-records.tfrecord", 3)]
    [InlineData("records/odd/empty-file.tfrecord.gz", 0)]
    public void Run_SoundFile_SaysWhatItHolds(string file, long records)
    {
        var bytes = File.ReadAllBytes(Golden.Path(file));
        Assert.Equal(new(records, bytes.Length, Crc32C.Compute(bytes)), RecordFileCheck.Run(Golden.Path(file), Codec.FromFileName(file), RecordType.Example, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Run_GzipMembers_CrcCoversTheFileOnce()
    {
        using var directory = new TemporaryDirectory();
        var member = File.ReadAllBytes(Golden.Path("examples/types.tfrecord.gz"));
        File.WriteAllBytes(directory["two.tfrecord.gz"], [.. member, .. member]);
        var summary = RecordFileCheck.Run(directory["two.tfrecord.gz"], Codec.Gzip(), RecordType.Example, TestContext.Current.CancellationToken);
        Assert.Equal(new(2 * 107, 2 * member.Length, Crc32C.Append(Crc32C.Compute(member), member)), summary);
    }

    [Fact]
    public void Run_FaultyExample_SaysWhere()
    {
        var file = Golden.Path("examples/wire.tfrecord");
        var error = Assert.Throws<InvalidDataException>(() => RecordFileCheck.Run(file, Codec.None, RecordType.Example, TestContext.Current.CancellationToken));
        // Records 0 and 1, packed and unpacked, are sound and 61 and 62 bytes long.
        Assert.Equal(
            $"{file}: record 2 at byte 123: byte 11 of its data: a feature's list is in several pieces, of which TensorFlow loses values; write each list once, packed",
            error.Message);
    }

    [Fact]
    public void Run_Canceled_Stops() => Assert.Throws<OperationCanceledException>(
        () => RecordFileCheck.Run(Golden.Path("pairs/lists.tfrecord"), Codec.None, RecordType.Example, new CancellationToken(true)));
}
