using System.Buffers.Binary;

namespace SparkTfRecord.Examples;

/// <summary>Reads a protobuf message field by field. What does not fit into it is an <see cref="InvalidDataException"/> with the offset in the record.</summary>
/// <param name="record">The whole message.</param>
ref struct WireReader(ReadOnlySpan<byte> record)
{
    /// <summary>Bytes of the longest varint.</summary>
    public const int LongestVarint = 10;

    readonly ReadOnlySpan<byte> _record = record;
    int _end = record.Length;

    /// <summary>Where the reader stands in the record.</summary>
    public int Offset { get; private set; }

    /// <summary>Bytes left in the message.</summary>
    public readonly int Left => _end - Offset;

    /// <summary>What is left of the message.</summary>
    public readonly ReadOnlySpan<byte> Rest => _record[Offset.._end];

    /// <summary>True at the end of the message.</summary>
    public readonly bool AtEnd => Offset == _end;

    /// <summary>Begins to read a length-delimited field as a message of its own.</summary>
    /// <returns>The end of the outer message, for <see cref="Leave"/>.</returns>
    public int Enter()
    {
        var length = ReadLength();
        var outer = _end;
        _end = Offset + length;
        return outer;
    }

    /// <summary>Goes back to the outer message, once the inner one is read to its end.</summary>
    public void Leave(int outer) => _end = outer;

    /// <summary>A reader of a length-delimited field, which this one reads over.</summary>
    public WireReader ReadMessage()
    {
        var message = this;
        message.Enter();
        Offset = message._end;
        return message;
    }

    /// <summary>A length-delimited field's bytes.</summary>
    public ReadOnlySpan<byte> ReadBytes()
    {
        var length = ReadLength();
        Offset += length;
        return _record.Slice(Offset - length, length);
    }

    /// <summary>A field's tag: field number · 8 + wire type.</summary>
    public uint ReadTag()
    {
        var start = Offset;
        var tag = ReadVarint();
        if (tag is < 8 or > uint.MaxValue)
            Throw.BadTag(start, tag);
        return (uint)tag;
    }

    public ulong ReadVarint() => Offset < _end && _record[Offset] < 0x80 ? _record[Offset++] : ReadLongVarint();

    public uint ReadFixed32()
    {
        Skip(sizeof(uint));
        return BinaryPrimitives.ReadUInt32LittleEndian(_record[(Offset - sizeof(uint))..]);
    }

    /// <summary>Reads over some bytes.</summary>
    public void Skip(int length)
    {
        if (length > Left)
            Throw.LengthPastEnd(Offset, (ulong)length, Left);
        Offset += length;
    }

    /// <summary>Reads over the field that <paramref name="tag"/> began; groups are refused, as TensorFlow does.</summary>
    public void SkipField(uint tag)
    {
        switch (tag & 7)
        {
            case 0:
                ReadVarint();
                break;
            case 1:
                Skip(sizeof(ulong));
                break;
            case 2:
                Skip(ReadLength());
                break;
            case 5:
                Skip(sizeof(uint));
                break;
            default:
                Throw.BadTag(Offset, tag);
                break;
        }
    }

    int ReadLength()
    {
        var length = ReadVarint();
        if (length > (ulong)Left)
            Throw.LengthPastEnd(Offset, length, Left);
        return (int)length;
    }

    ulong ReadLongVarint()
    {
        var value = 0ul;
        for (var i = 0; i < LongestVarint; i++)
        {
            if (Offset + i >= _end)
                Throw.CutVarint(Offset);
            var part = _record[Offset + i];
            value |= (ulong)(part & 0x7F) << (7 * i);
            if (part < 0x80)
            {
                Offset += i + 1;
                return value;
            }
        }
        return Throw.LongVarint(Offset);
    }
}
