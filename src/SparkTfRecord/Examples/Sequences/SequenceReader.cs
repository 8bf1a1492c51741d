namespace SparkTfRecord.Examples.Sequences;

/// <summary>
/// Reads the sequences of a serialized tf.train.SequenceExample in the order in which they stand, without allocating; <see cref="ExampleReader"/> reads its context.
/// It takes what protobuf takes and gives what protobuf gives. Damaged bytes are an <see cref="InvalidDataException"/>.
/// </summary>
/// <param name="example">The sequence example, a record's data.</param>
ref struct SequenceReader(ReadOnlySpan<byte> example)
{
    WireReader _example = new(example);
    WireReader _lists;

    /// <summary>The sequence's name in UTF-8.</summary>
    public ReadOnlySpan<byte> Name { get; private set; }

    /// <summary>The sequence's steps; a copy reads them again.</summary>
    public StepReader Steps { get; private set; }

    /// <summary>Goes to the next sequence.</summary>
    public bool Read()
    {
        while (true)
        {
            if (!_lists.AtEnd)
            {
                var tag = _lists.ReadTag();
                if (tag == WireTag.Entry)
                {
                    ReadEntry(_lists.ReadMessage());
                    return true;
                }
                _lists.SkipField(tag);
            }
            else if (!_example.AtEnd)
            {
                var tag = _example.ReadTag();
                if (tag == WireTag.FeatureLists)
                    _lists = _example.ReadMessage();
                else
                    _example.SkipField(tag);
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
        Steps = default;
        while (!entry.AtEnd)
        {
            var tag = entry.ReadTag();
            switch (tag)
            {
                case WireTag.Key:
                    Name = entry.ReadBytes();
                    break;
                case WireTag.Value:
                    Steps = new StepReader(entry.ReadMessage());
                    break;
                default:
                    entry.SkipField(tag);
                    break;
            }
        }
    }
}
