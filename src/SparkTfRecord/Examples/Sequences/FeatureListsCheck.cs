namespace SparkTfRecord.Examples.Sequences;

/// <summary>Checks the sequences of a tf.train.SequenceExample: each name once, each step a Feature that TensorFlow's parser reads without losing a value.</summary>
sealed class FeatureListsCheck
{
    static readonly EntryCheck.Value s_steps = CheckSteps;

    readonly RecordNames _names = new();

    /// <summary>Checks the <c>feature_lists</c> that come next in a record.</summary>
    public void Check(ref WireReader reader, ReadOnlyMemory<byte> record)
    {
        _names.Restart();
        var example = reader.Enter();
        while (!reader.AtEnd)
            _names.Add(record.Span, CheckEntry(ref reader));
        reader.Leave(example);
        _names.Check(record);
    }

    // Answers where the name is.
    static (int Offset, int Length) CheckEntry(ref WireReader reader)
    {
        var start = reader.Offset;
        ExampleCheck.ReadTag(ref reader, WireTag.Entry, "feature_lists");
        var lists = reader.Enter();
        var place = EntryCheck.Run(ref reader, start, "feature_lists", s_steps);
        reader.Leave(lists);
        return place;
    }

    static void CheckSteps(ref WireReader reader)
    {
        while (!reader.AtEnd)
        {
            ExampleCheck.ReadTag(ref reader, WireTag.Step, "a FeatureList");
            var list = reader.Enter();
            ExampleCheck.CheckFeature(ref reader);
            reader.Leave(list);
        }
    }
}
