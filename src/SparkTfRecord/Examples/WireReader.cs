using System.Buffers.Binary;

namespace SparkTfRecord.Examples;

/// <summary>Reads one protobuf message field by field. Whatever does not fit into it is an <see cref="InvalidDataException"/> with its offset in the record.</summary>
/// <param name="message">The message's bytes.</param>
/// <param name="offset">Where they begin in the record, for messages.</param>
ref struct WireReader(ReadOnlySpan<byte> message, int offset)
{
    const int LongestVarint = 10;

    readonly ReadOnlySpan<byte> _message = message;
    readonly int _offset = offset;
    int _position;

    /// <summary>True when all is read.</summary>
    public readonly bool AtEnd => _position == _message.Length;

    /// <summary>What is not read yet.</summary>
    public readonly ReadOnlySpan<byte> Rest => _message[_position..];

    /// <summary>Where <see cref="Rest"/> begins in the record.</summary>
    public readonly int Offset => _offset + _position;

    /// <summary>A field's tag: field number · 8 + wire type.</summary>
    public uint ReadTag()
    {
        var start = Offset;
        var tag = ReadVarint();
        if (tag is < 8 or > uint.MaxValue)
            Throw.BadTag(start, tag);
        return (uint)tag;
    }

    public ulong ReadVarint()
    {
        if (_position < _message.Length && _message[_position] < 0x80)
            return _message[_position++];
        return ReadLongVarint();
    }

    public uint ReadFixed32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(sizeof(uint)));

    /// <summary>A length-delimited field's bytes.</summary>
    public ReadOnlySpan<byte> ReadBytes() => Take(ReadVarint());

    /// <summary>A length-delimited field as a message of its own.</summary>
    public WireReader ReadMessage()
    {
        var bytes = ReadBytes();
        return new(bytes, Offset - bytes.Length);
    }

    /// <summary>Reads over the field that <paramref name="tag"/> begins; groups are refused, as TensorFlow does.</summary>
    public void Skip(uint tag)
    {
        switch (tag & 7)
        {
            case 0:
                ReadVarint();
                break;
            case 1:
                Take(sizeof(ulong));
                break;
            case 2:
                ReadBytes();
                break;
            case 5:
                Take(sizeof(uint));
                break;
            default:
                Throw.BadTag(Offset, tag);
                break;
        }
    }

    ulong ReadLongVarint()
    {
        var value = 0ul;
        for (var i = 0; i < LongestVarint; i++)
        {
            if (_position + i == _message.Length)
                Throw.CutVarint(Offset);
            var part = _message[_position + i];
            value |= (ulong)(part & 0x7F) << (7 * i);
            if (part < 0x80)
            {
                _position += i + 1;
                return value;
            }
        }
        return Throw.LongVarint(Offset);
    }

    ReadOnlySpan<byte> Take(ulong length)
    {
        if (length > (ulong)(_message.Length - _position))
            Throw.LengthPastEnd(Offset, length, _message.Length - _position);
        var bytes = _message.Slice(_position, (int)length);
        _position += (int)length;
        return bytes;
    }
}
