namespace SparkTfRecord.Examples.Sequences;

/// <summary>
/// Reads the sequences of a serialized tf.train.SequenceExample in the order in which they stand, without allocating; <see cref="ExampleReader"/> reads its context.
/// It takes what protobuf takes and gives what protobuf gives. Damaged bytes are an <see cref="InvalidDataException"/>.
/// </summary>
/// <param name="example">The sequence example, a record's data.</param>
ref struct SequenceReader(ReadOnlySpan<byte> example)
{
    EntryReader _sequences = new(example, WireTag.FeatureLists);

    /// <summary>The sequence's name in UTF-8.</summary>
    public readonly ReadOnlySpan<byte> Name => _sequences.Name;

    /// <summary>The sequence's steps; a copy reads them again.</summary>
    public StepReader Steps { get; private set; }

    /// <summary>Goes to the next sequence.</summary>
    public bool Read()
    {
        if (!_sequences.Read())
            return false;
        Steps = new StepReader(_sequences.Value);
        return true;
    }
}
