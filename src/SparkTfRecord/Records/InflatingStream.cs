using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;

namespace SparkTfRecord.Records;

/// <summary>Decompresses a file that is one zlib stream, or one or more gzip members, and nothing else; strict to its last byte.</summary>
/// <remarks>
/// .NET's own GZipStream and ZLibStream end without an error when their data are cut short, trailers included, and pass over what follows.
/// The formats: RFC 1950 (zlib), RFC 1952 (gzip).
/// </remarks>
sealed class InflatingStream : OneWayStream
{
    const int GzipTrailerLength = 8;

    readonly InflaterInput _input;
    readonly bool _gzip;
    readonly Crc32 _crc = new();
    Stream? _inflater;
    long _dataStart;
    long _length;
    bool _emptyBefore;

    /// <summary>Reads a file from its beginning; it must be able to seek.</summary>
    public InflatingStream(Stream file, Codec codec) : base(reads: true)
    {
        _gzip = codec.IsGzip;
        _input = new InflaterInput(file);
    }

    public override int Read(Span<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            if (_inflater is null)
            {
                if (_input.Position == _input.Length)
                    break;
                Begin();
            }
            var read = Inflate(_inflater!, buffer);
            if (read == 0)
            {
                End();
                continue;
            }
            if (_gzip)
                _crc.Append(buffer[..read]);
            _length += read;
            return read;
        }
        return 0;
    }

    protected override void Dispose(bool disposing)
    {
        _inflater?.Dispose();
        _input.Dispose();
        base.Dispose(disposing);
    }

    void Begin()
    {
        if (_emptyBefore)
            Throw.DataAfterEmptyMember(_input.Position);
        if (_gzip)
            GzipHeader.Skip(_input);
        _dataStart = _input.Position;
        // Where the data's last byte is when nothing but the trailer follows: the usual case.
        _input.SingleBytesFrom = _input.Length - 1 - (_gzip ? GzipTrailerLength : 0);
        _inflater = NewInflater();
    }

    void End()
    {
        if (_input.RanDry)
            Throw.StreamIsCut(_gzip, _input.Length);
        if (_gzip)
            EndMember();
        else if (_input.Position < _input.Length)
            Throw.DataAfterZlibStream(_input.Length);
        _inflater!.Dispose();
        _inflater = null;
    }

    void EndMember()
    {
        if (_input.Position > _input.LastPiece + 1)
            FindEnd();
        Span<byte> trailer = stackalloc byte[GzipTrailerLength];
        _input.SingleBytesFrom = _input.Length;
        if (_input.ReadAtLeast(trailer, trailer.Length, throwOnEndOfStream: false) < trailer.Length)
            Throw.StreamIsCut(_gzip, _input.Length);
        var (crc, length) = (BinaryPrimitives.ReadUInt32LittleEndian(trailer), BinaryPrimitives.ReadUInt32LittleEndian(trailer[4..]));
        if (crc != _crc.GetCurrentHashAsUInt32())
            Throw.WrongGzipCrc(_input.Position - GzipTrailerLength, crc, _crc.GetCurrentHashAsUInt32());
        if (length != (uint)_length)
            Throw.WrongGzipLength(_input.Position - 4, length, (uint)_length);
        _emptyBefore = _length == 0;
        _crc.Reset();
        _length = 0;
    }

    // Data follow the member's end, which is somewhere in the last piece: inflate again, that piece byte by byte.
    void FindEnd()
    {
        _input.SingleBytesFrom = _input.LastPiece;
        _input.Position = _dataStart;
        using var inflater = NewInflater();
        var discarded = new byte[64 << 10];
        while (inflater.Read(discarded) > 0) // CopyTo would read all of the input
        {
        }
    }

    Stream NewInflater() => _gzip
        ? new DeflateStream(_input, CompressionMode.Decompress, leaveOpen: true)
        : new ZLibStream(_input, CompressionMode.Decompress, leaveOpen: true);

    int Inflate(Stream inflater, Span<byte> buffer)
    {
        try
        {
            return inflater.Read(buffer);
        }
        catch (InvalidDataException e)
        {
            return Throw.CannotInflate(_gzip, _input.Position, e);
        }
    }
}
