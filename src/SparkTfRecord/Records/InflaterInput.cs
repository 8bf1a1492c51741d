namespace SparkTfRecord.Records;

/// <summary>A compressed file as an inflater sees it: it hands out pieces and remembers what was asked for.</summary>
/// <remarks>
/// .NET's DeflateStream reads ahead and does not tell where the compressed data ended, nor that they ended too early. But it asks for more
/// only when it has used up all and still needs some: handing out single bytes around the end makes the end known to the byte.
/// </remarks>
sealed class InflaterInput(Stream file) : OneWayStream(reads: true)
{
    /// <summary>Position behind the last byte handed out.</summary>
    public override long Position { get; set; }

    public override long Length { get; } = file.Length;

    /// <summary>From this position on bytes are handed out one by one.</summary>
    public long SingleBytesFrom { get; set; }

    /// <summary>Where the piece last handed out begins.</summary>
    public long LastPiece { get; private set; }

    /// <summary>True when more was asked for than the file has.</summary>
    public bool RanDry { get; private set; }

    public override int Read(Span<byte> buffer)
    {
        LastPiece = Position;
        var length = Position >= SingleBytesFrom ? 1 : (int)Math.Min(buffer.Length, SingleBytesFrom - Position);
        if (file.Position != Position)
            file.Position = Position;
        var read = file.Read(buffer[..length]);
        RanDry = read == 0;
        Position += read;
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        file.Dispose();
        base.Dispose(disposing);
    }
}
