using System.Buffers.Binary;
using SparkTfRecord.Records;
using SparkTfRecord.Tests.Support;

namespace SparkTfRecord.Tests.Records;

public sealed class TfRecordReaderTests
{
    const string CutShort = "the file is cut short; write it again, or take another copy";
    const string Damaged = "the file is damaged; write it again, or take another copy";

    [Theory]
    [InlineData("data-crc.mid.tfrecord", $"record 2 at byte 145: data CRC C12FB089, expected C02FB089 for its 76 bytes; {Damaged}")]
    [InlineData("length-crc.mid.tfrecord", $"record 2 at byte 145: length CRC A0A2C4F5, expected A0A2D4F5; {Damaged}")]
    [InlineData("cut-in-data.mid.tfrecord", $"record 2 at byte 145: found 18 bytes, expected 76 of data and 4 of CRC; {CutShort}")]
    [InlineData("cut-in-length.mid.tfrecord", $"record 2 at byte 145: found 5 bytes, expected a header of 12; TensorFlow would end here without an error; {CutShort}")]
    [InlineData("3GiB-length-with-good-crc.tfrecord", "record 6 at byte 591: its length is 3221225472, at most 2147483575 bytes can be read; the file is damaged, or holds records that nothing can parse")]
    [InlineData("not-tfrecord.tfrecord", "record 0 at byte 0: length CRC 6F77206F, expected CD698CEF; this is a Parquet file")]
    [InlineData("gz-bad-crc.tfrecord.gz", $"record 6 at byte 591 of the uncompressed stream: byte 570 of the file: CRC-32 of the gzip member 481EABC3, expected 481FABC3; {Damaged}")]
    [InlineData("gz-bad-size.tfrecord.gz", $"record 6 at byte 591 of the uncompressed stream: byte 574 of the file: length of the gzip member 66127, expected 591 (modulo 2^32); {Damaged}")]
    [InlineData("gz-cut-half.tfrecord.gz", $"record 3 at byte 237 of the uncompressed stream: the gzip stream has no end in the file's 289 bytes; {CutShort}")]
    [InlineData("gz-cut-trailer.tfrecord.gz", $"record 6 at byte 591 of the uncompressed stream: the gzip stream has no end in the file's 574 bytes; {CutShort}")]
    [InlineData("gz-trailing-garbage.tfrecord.gz", $"record 6 at byte 591 of the uncompressed stream: byte 578 of the file: found 676172 behind a gzip member, expected another one (1F8B08) or the end of the file; {Damaged}")]
    [InlineData("plain-read-as-gzip.tfrecord.gz", "record 0 at byte 0 of the uncompressed stream: the file begins with 320000, a gzip file with 1F8B08; give the codec it was written with")]
    [InlineData("zlib-cut.tfrecord.zlib", $"record 3 at byte 237 of the uncompressed stream: the zlib stream has no end in the file's 283 bytes; {CutShort}")]
    public void Read_DamagedFile_SaysWhereFoundExpectedAndTheWayOut(string file, string message)
    {
        var path = Golden.Path("records/damaged/" + file);
        using var reader = new TfRecordReader(path);
        Assert.Equal($"{path}: {message}", Assert.Throws<InvalidDataException>(() => ReadAll(reader)).Message);
    }

    [Fact]
    public void Read_GzipFileAsPlain_SaysThatItIsGzip()
    {
        using var reader = new TfRecordReader(Golden.Path("records/damaged/gz-read-as-plain.tfrecord.gz"), Codec.None);
        Assert.EndsWith("the file begins as gzip does; give the codec it was written with", Assert.Throws<InvalidDataException>(() => ReadAll(reader)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_LengthThatLies_AllocatesNoMoreThanTheFileHolds()
    {
        var file = new byte[100_000];
        RecordFraming.WriteHeader(file, TfRecordReader.MaxRecordLength);
        using var reader = new TfRecordReader(new MemoryStream(file), Codec.None, "lie");
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<InvalidDataException>(() => ReadAll(reader));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2_000_000);
    }

    // Every cut of a sound file is an error, except where the file without compression happens to end with a record.
    [Theory]
    [InlineData("raw.tfrecord.gz")]
    [InlineData("raw.tfrecord.zlib")]
    [InlineData("odd/two-members.tfrecord.gz")]
    [InlineData("odd/member-with-name.tfrecord.gz")]
    public void Read_CompressedFileCutAnywhere_IsAnError(string file)
    {
        var bytes = File.ReadAllBytes(Golden.Path("records/" + file));
        var endOfFirstMember = file == "odd/two-members.tfrecord.gz" ? bytes.AsSpan(1).IndexOf((ReadOnlySpan<byte>)[0x1F, 0x8B, 8]) + 1 : 0;
        for (var length = 1; length < bytes.Length; length++)
        {
            using var reader = new TfRecordReader(new MemoryStream(bytes, 0, length), Codec.FromFileName(file), file);
            if (length == endOfFirstMember)
                ReadAll(reader);
            else
                Assert.Throws<InvalidDataException>(() => ReadAll(reader));
        }
    }

    [Theory]
    [InlineData("raw.tfrecord.gz")]
    [InlineData("raw.tfrecord.zlib")]
    [InlineData("many.tfrecord.gz")]
    public void Read_BytesBehindTheStream_AreAnError(string file)
    {
        var bytes = File.ReadAllBytes(Golden.Path("records/" + file));
        foreach (var extra in new[] { 1, 4, 8, 9, 100, 10_000 })
        {
            using var reader = new TfRecordReader(new MemoryStream([.. bytes, .. new byte[extra]]), Codec.FromFileName(file), file);
            Assert.Throws<InvalidDataException>(() => ReadAll(reader));
        }
    }

    [Fact]
    public void Read_ManyGzipMembers_GivesTheRecordsOfAll()
    {
        var member = File.ReadAllBytes(Golden.Path("records/many.tfrecord.gz"));
        var small = File.ReadAllBytes(Golden.Path("records/one.tfrecord.gz"));
        using var reader = new TfRecordReader(new MemoryStream([.. small, .. member, .. small, .. small, .. member]), Codec.Gzip(), "members");
        ReadAll(reader);
        Assert.Equal(20_003, reader.Count);
    }

    // A member with all optional parts: extra field, name, comment and the CRC of the header.
    [Theory]
    [InlineData(0x9912, null)]
    [InlineData(0x9913, "CRC of the gzip header 9913, expected 9912")]
    public void Read_GzipHeaderWithEverything_IsChecked(int headerCrc, string? fault)
    {
        var plain = File.ReadAllBytes(Golden.Path("records/one.tfrecord.gz"));
        byte[] header = [0x1F, 0x8B, 8, 2 | 4 | 8 | 16, 0, 0, 0, 0, 0, 3, /* extra */ 3, 0, 1, 2, 3, /* name */ (byte)'n', 0, /* comment */ (byte)'c', 0, 0, 0];
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(^2), (ushort)headerCrc);
        using var reader = new TfRecordReader(new MemoryStream([.. header, .. plain[10..]]), Codec.Gzip(), "member");
        var error = Record.Exception(() => ReadAll(reader));
        if (fault is null)
            Assert.Null(error);
        else
            Assert.Contains(fault, error!.Message, StringComparison.Ordinal);
    }

    static void ReadAll(TfRecordReader reader)
    {
        while (reader.Read())
        {
        }
    }
}
