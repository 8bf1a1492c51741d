namespace SparkTfRecord.Examples;

/// <summary>Reads the entries of a map in a record, names and values, in the order in which they stand: the features of an Example, the sequences of a SequenceExample.</summary>
/// <param name="record">The record's data.</param>
/// <param name="maps">The tag of the messages that hold the entries; all of them count, as one.</param>
ref struct EntryReader(ReadOnlySpan<byte> record, uint maps)
{
    WireReader _record = new(record);
    WireReader _map;

    /// <summary>The entry's name in UTF-8.</summary>
    public ReadOnlySpan<byte> Name { get; private set; }

    /// <summary>The entry's value, a message; empty when there is none.</summary>
    public WireReader Value { get; private set; }

    /// <summary>Goes to the next entry.</summary>
    public bool Read()
    {
        while (true)
        {
            if (!_map.AtEnd)
            {
                var tag = _map.ReadTag();
                if (tag == WireTag.Entry)
                {
                    ReadEntry(_map.ReadMessage());
                    return true;
                }
                _map.SkipField(tag);
            }
            else if (!_record.AtEnd)
            {
                var tag = _record.ReadTag();
                if (tag == maps)
                    _map = _record.ReadMessage();
                else
                    _record.SkipField(tag);
            }
            else
            {
                return false;
            }
        }
    }

    void ReadEntry(WireReader entry)
    {
        Name = default;
        Value = default;
        while (!entry.AtEnd)
        {
            var tag = entry.ReadTag();
            switch (tag)
            {
                case WireTag.Key:
                    Name = entry.ReadBytes();
                    break;
                case WireTag.Value:
                    Value = entry.ReadMessage();
                    break;
                default:
                    entry.SkipField(tag);
                    break;
            }
        }
    }
}
