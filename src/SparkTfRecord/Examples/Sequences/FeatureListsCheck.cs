namespace SparkTfRecord.Examples.Sequences;

/// <summary>Checks the sequences of a tf.train.SequenceExample: each name once, each step a Feature that TensorFlow's parser reads without losing a value.</summary>
sealed class FeatureListsCheck
{
    readonly List<(int Offset, int Length)> _names = [];
    readonly KnownNames _known = new();

    /// <summary>Checks the <c>feature_lists</c> that come next in a record.</summary>
    public void Check(ref WireReader reader, ReadOnlyMemory<byte> record)
    {
        _names.Clear();
        _known.Restart();
        var known = true;
        var example = reader.Enter();
        while (!reader.AtEnd)
        {
            var (offset, length) = CheckEntry(ref reader);
            _names.Add((offset, length));
            known &= _known.Follows(record.Span.Slice(offset, length));
        }
        reader.Leave(example);
        if (!known)
            ExampleCheck.Learn(record, _names, _known);
    }

    // Answers where the name is.
    static (int Offset, int Length) CheckEntry(ref WireReader reader)
    {
        var start = reader.Offset;
        ExampleCheck.ReadTag(ref reader, WireTag.Entry, "feature_lists");
        var lists = reader.Enter();
        (int Offset, int Length)? name = null;
        var hasList = false;
        while (!reader.AtEnd)
        {
            var offset = reader.Offset;
            switch (reader.ReadTag())
            {
                case WireTag.Key when name is null:
                    var length = reader.ReadBytes().Length;
                    name = (reader.Offset - length, length);
                    break;
                case WireTag.Value when !hasList:
                    CheckSteps(ref reader);
                    hasList = true;
                    break;
                case var tag:
                    Throw.UnexpectedField(offset, tag, "an entry of feature_lists");
                    break;
            }
        }
        reader.Leave(lists);
        if (name is null || !hasList)
            Throw.IncompleteEntry(start);
        return name.GetValueOrDefault();
    }

    static void CheckSteps(ref WireReader reader)
    {
        var entry = reader.Enter();
        while (!reader.AtEnd)
        {
            ExampleCheck.ReadTag(ref reader, WireTag.Step, "a FeatureList");
            var list = reader.Enter();
            ExampleCheck.CheckFeature(ref reader);
            reader.Leave(list);
        }
        reader.Leave(entry);
    }
}
