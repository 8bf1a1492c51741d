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
    EntryReader _features = new(example, WireTag.Features);

    /// <summary>The feature's name in UTF-8.</summary>
    public readonly ReadOnlySpan<byte> Name => _features.Name;

    /// <summary>The feature's kind; null when none is set, which TensorFlow takes for a missing feature.</summary>
    public readonly FeatureKind? Kind => Values.Kind;

    /// <summary>The feature's values; a copy reads them again.</summary>
    public FeatureValues Values { get; private set; }

    /// <summary>Goes to the next feature.</summary>
    public bool Read()
    {
        if (!_features.Read())
            return false;
        Values = new FeatureValues(_features.Value);
        return true;
    }
}
