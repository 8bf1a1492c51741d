namespace SparkTfRecord.Records;

/// <summary>Passes bytes on in blocks of a fixed length, only the last one shorter.</summary>
/// <remarks>In front of a file the blocks keep writes aligned; in front of a compressor they make its output independent of how the bytes came.</remarks>
sealed class BlockStream(Stream next, int blockLength) : OneWayStream(reads: false)
{
    readonly byte[] _block = new byte[blockLength];
    int _filled;

    public override void Write(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length >= blockLength - _filled)
        {
            var head = bytes[..(blockLength - _filled)];
            bytes = bytes[head.Length..];
            if (_filled > 0)
            {
                head.CopyTo(_block.AsSpan(_filled));
                head = _block;
                _filled = 0;
            }
            next.Write(head);
        }
        bytes.CopyTo(_block.AsSpan(_filled));
        _filled += bytes.Length;
    }

    /// <summary>Passes on the last, shorter block; nothing may follow it.</summary>
    public void WriteLastBlock()
    {
        if (_filled > 0)
            next.Write(_block.AsSpan(0, _filled));
        _filled = 0;
    }
}
