using System.IO.Hashing;

namespace SparkTfRecord.Records;

/// <summary>What stands before the compressed data of a gzip member (RFC 1952, 2.3).</summary>
readonly ref struct GzipHeader
{
    const int HeaderCrc = 2, Extra = 4, Name = 8, Comment = 16, Reserved = 0xE0;

    readonly Stream _input;
    readonly Crc32 _crc = new();

    GzipHeader(Stream input) => _input = input;

    /// <summary>Reads over it.</summary>
    public static void Skip(Stream input) => new GzipHeader(input).Skip();

    void Skip()
    {
        var start = _input.Position;
        Span<byte> header = stackalloc byte[10];
        var read = Read(header);
        if (!header[..read].StartsWith<byte>([0x1F, 0x8B, 8]))
            Throw.NotGzip(start, header[..Math.Min(read, 3)]);
        if (read < header.Length)
            Throw.StreamIsCut(gzip: true, _input.Position);

        var flags = header[3];
        if ((flags & Reserved) != 0)
            Throw.UnknownGzipFlags(start + 3, flags);
        if ((flags & Extra) != 0)
        {
            for (var rest = ReadUInt16(); rest > 0; rest--)
                ReadByte();
        }
        if ((flags & Name) != 0)
            SkipText();
        if ((flags & Comment) != 0)
            SkipText();
        if ((flags & HeaderCrc) != 0)
        {
            var computed = (ushort)_crc.GetCurrentHashAsUInt32();
            var stored = ReadUInt16();
            if (stored != computed)
                Throw.WrongGzipHeaderCrc(_input.Position - 2, stored, computed);
        }
    }

    void SkipText()
    {
        while (ReadByte() != 0)
        {
        }
    }

    int ReadByte()
    {
        Span<byte> value = stackalloc byte[1];
        if (Read(value) == 0)
            Throw.StreamIsCut(gzip: true, _input.Position);
        return value[0];
    }

    int ReadUInt16() => ReadByte() | (ReadByte() << 8);

    int Read(Span<byte> bytes)
    {
        var read = _input.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        _crc.Append(bytes[..read]);
        return read;
    }
}
