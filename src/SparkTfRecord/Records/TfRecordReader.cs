using System.Buffers.Binary;

namespace SparkTfRecord.Records;

/// <summary>Reads the records of a TFRecord file in order.</summary>
/// <remarks>
/// <code>
/// using var reader = new TfRecordReader("train.tfrecord");
/// while (reader.Read())
///     Use(reader.Record.Span);
/// </code>
/// <para>Memory: one buffer of some hundred kilobytes, or twice the largest record; it grows only as bytes really arrive, whatever a damaged length says.</para>
/// <para>Every length and CRC is checked, and the compressed stream to its last byte. It is stricter than TensorFlow, which takes 1 to 11
/// leftover bytes for the end of the file, does not notice that a gzip stream lacks its trailer, and passes over what follows a zlib stream or an
/// empty gzip member: here these are errors, and after an error the reader is of no more use. Several gzip members in one file are read.</para>
/// <para>Not supported: records of more than 2^31 - 73 bytes, seeking, use by several threads at once.</para>
/// </remarks>
public sealed class TfRecordReader : IDisposable
{
    /// <summary>The longest record: header, data and footer fit into one array.</summary>
    internal static readonly int MaxRecordLength = Array.MaxLength - RecordFraming.HeaderLength - RecordFraming.FooterLength;

#if DEBUG
    const int Chunk = 61; // so that tests cross the edges of the buffer
#else
    const int Chunk = 256 << 10;
#endif

    readonly string _name;
    readonly Stream _stream;
    readonly bool _compressed;
    byte[] _buffer = new byte[Chunk];
    int _start;
    int _end;
    long _next;

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="codec">Its compression; null: as its name says, see <see cref="Codec.FromFileName"/>. The level does not matter.</param>
    public TfRecordReader(string path, Codec? codec = null)
        : this(Open(path, codec ??= Codec.FromFileName(path)), codec, path)
    {
    }

    /// <summary>Reads a stream, which must be able to seek when it is compressed.</summary>
    internal TfRecordReader(Stream stream, Codec codec, string name)
    {
        _name = name;
        _compressed = codec != Codec.None;
        _stream = _compressed ? new InflatingStream(stream, codec) : stream;
    }

    /// <summary>The record that <see cref="Read"/> has read; valid until it is called again.</summary>
    public ReadOnlyMemory<byte> Record { get; private set; }

    /// <summary>Number of records read; one more than the 0-based index of <see cref="Record"/>.</summary>
    public long Count { get; private set; }

    /// <summary>Byte position where <see cref="Record"/>'s header begins, in a compressed file that of the uncompressed stream.</summary>
    public long Offset { get; private set; }

    /// <summary>Reads the next record.</summary>
    /// <returns>False at the end of the file.</returns>
    /// <exception cref="InvalidDataException">The file is damaged or cut short, or is no TFRecord file of this codec.</exception>
    public bool Read()
    {
        Record = default;
        Offset = _next;
        var available = Fill(RecordFraming.HeaderLength);
        if (available == 0)
            return false;
        if (available < RecordFraming.HeaderLength)
            Throw.HeaderIsCut(Place(Count), available);

        var length = CheckedLength(_buffer.AsSpan(_start, RecordFraming.HeaderLength));
        var framed = RecordFraming.HeaderLength + length + RecordFraming.FooterLength;
        if (Fill(framed) < framed)
            Throw.RecordIsCut(Place(Count), length, _end - _start - RecordFraming.HeaderLength);

        var data = _buffer.AsMemory(_start + RecordFraming.HeaderLength, length);
        var stored = BinaryPrimitives.ReadUInt32LittleEndian(_buffer.AsSpan(_start + RecordFraming.HeaderLength + length));
        var computed = Crc32C.Mask(Crc32C.Compute(data.Span));
        if (stored != computed)
            Throw.WrongDataCrc(Place(Count), length, stored, computed);

        _start += framed;
        _next += framed;
        Record = data;
        Count++;
        return true;
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _stream.Dispose();

    /// <summary>A record's place, for messages; the one under way begins at <see cref="Offset"/>.</summary>
    internal string Place(long index) => Throw.Place(_name, index, Offset, _compressed);

    int CheckedLength(ReadOnlySpan<byte> header)
    {
        var length = BinaryPrimitives.ReadUInt64LittleEndian(header);
        var stored = BinaryPrimitives.ReadUInt32LittleEndian(header[sizeof(ulong)..]);
        var computed = Crc32C.Mask(Crc32C.Compute(header[..sizeof(ulong)]));
        if (stored != computed)
            Throw.WrongLengthCrc(Place(Count), stored, computed, Count == 0 ? Throw.NoTfRecordFile(header) : Throw.Damaged);
        if (length > (ulong)MaxRecordLength)
            Throw.RecordIsTooLong(Place(Count), length, MaxRecordLength);
        return (int)length;
    }

    // Has up to `wanted` bytes in the buffer from _start on, fewer only at the end of the stream; answers how many there are.
    int Fill(int wanted) => _end - _start >= wanted ? _end - _start : FillFromStream(wanted);

    int FillFromStream(int wanted)
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        _end -= _start;
        _start = 0;
        while (_end < wanted)
        {
            // Doubling only when what is there is full: a length that lies costs no more than the bytes that follow it.
            if (_end == _buffer.Length)
                Array.Resize(ref _buffer, (int)Math.Min(2L * _buffer.Length, Array.MaxLength));
            var read = ReadStream(_buffer.AsSpan(_end, Math.Min(_buffer.Length - _end, Math.Max(wanted - _end, Chunk))));
            if (read == 0)
                break;
            _end += read;
        }
        return _end;
    }

    int ReadStream(Span<byte> buffer)
    {
        try
        {
            return _stream.Read(buffer);
        }
        catch (InvalidDataException e)
        {
            return Throw.StreamIsDamaged(Place(Count), e);
        }
    }

    // The reader has a buffer of its own; only an inflater reads in small pieces.
    internal static FileStream Open(string path, Codec codec) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.Read, codec == Codec.None ? 0 : 64 << 10, FileOptions.SequentialScan);
}
