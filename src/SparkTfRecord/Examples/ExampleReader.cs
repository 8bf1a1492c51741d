namespace SparkTfRecord.Examples;

/// <summary>Reads the features of a serialized tf.train.Example in the order in which they stand, without allocating.</summary>
/// <remarks>
/// <code>
/// var example = new ExampleReader(record);
/// while (example.Read())
/// {
///     var values = example.Values;
///     switch (example.Kind) { case FeatureKind.Int64: while (values.Read(out long value)) … }
/// }
/// </code>
/// It takes what protobuf takes and gives what protobuf gives: lists in several pieces or not packed, the last of two kinds, unknown fields passed over.
/// A name that comes twice is given twice (the last counts). <see cref="ExampleCheck"/> says where TensorFlow's faster parser would see something else.
/// Damaged bytes are an <see cref="InvalidDataException"/>.
/// </remarks>
/// <param name="example">The example, a record's data.</param>
ref struct ExampleReader(ReadOnlySpan<byte> example)
{
    WireReader _example = new(example);
    WireReader _features;

    /// <summary>The feature's name in UTF-8.</summary>
    public ReadOnlySpan<byte> Name { get; private set; }

    /// <summary>The feature's kind; null when none is set, which TensorFlow takes for a missing feature.</summary>
    public readonly FeatureKind? Kind => Values.Kind;

    /// <summary>The feature's values; a copy reads them again.</summary>
    public FeatureValues Values { get; private set; }

    /// <summary>Goes to the next feature.</summary>
    public bool Read()
    {
        while (true)
        {
            if (!_features.AtEnd)
            {
                var tag = _features.ReadTag();
                if (tag == WireTag.Entry)
                {
                    ReadEntry(_features.ReadMessage());
                    return true;
                }
                _features.SkipField(tag);
            }
            else if (!_example.AtEnd)
            {
                var tag = _example.ReadTag();
                if (tag == WireTag.Features)
                    _features = _example.ReadMessage();
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
        Values = default;
        while (!entry.AtEnd)
        {
            var tag = entry.ReadTag();
            switch (tag)
            {
                case WireTag.Key:
                    Name = entry.ReadBytes();
                    break;
                case WireTag.Value:
                    Values = new FeatureValues(entry.ReadMessage());
                    break;
                default:
                    entry.SkipField(tag);
                    break;
            }
        }
    }
}
