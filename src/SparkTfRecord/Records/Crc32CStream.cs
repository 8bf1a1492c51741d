namespace SparkTfRecord.Records;

/// <summary>Computes the CRC of a file while another reads it, who may go back but not skip.</summary>
sealed class Crc32CStream(Stream file) : OneWayStream(reads: true)
{
    long _covered;

    /// <summary>CRC-32C of the file from its beginning to the last byte read.</summary>
    public uint Crc32C { get; private set; }

    public override long Length { get; } = file.Length;

    public override long Position
    {
        get => file.Position;
        set => file.Position = value;
    }

    public override int Read(Span<byte> buffer)
    {
        var start = file.Position;
        var read = file.Read(buffer);
        var fresh = (int)Math.Max(start + read - _covered, 0);
        Crc32C = Records.Crc32C.Append(Crc32C, buffer[(read - fresh)..read]);
        _covered += fresh;
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        file.Dispose();
        base.Dispose(disposing);
    }
}
