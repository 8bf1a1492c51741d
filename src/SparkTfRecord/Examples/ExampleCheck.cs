using SparkTfRecord.Examples.Sequences;

namespace SparkTfRecord.Examples;

/// <summary>Checks that a record is a tf.train.Example that protobuf and TensorFlow's own parser read alike, with no value lost.</summary>
/// <remarks>Used again for each record, it allocates next to nothing. A fault is an <see cref="InvalidDataException"/> with its offset in the record.</remarks>
/// <param name="sequences">Checks the sequences, where the records are tf.train.SequenceExamples, whose context is what an Example's features are.</param>
sealed class ExampleCheck(FeatureListsCheck? sequences = null)
{
    static readonly EntryCheck.Value s_feature = CheckFeature;

    readonly RecordNames _names = new();

    /// <summary>Checks one record.</summary>
    public void Check(ReadOnlyMemory<byte> record)
    {
        _names.Restart();
        var reader = new WireReader(record.Span);
        while (!reader.AtEnd)
        {
            var start = reader.Offset;
            var tag = reader.ReadTag();
            if (tag == WireTag.FeatureLists && sequences is not null)
            {
                sequences.Check(ref reader, record);
                continue;
            }
            if (tag != WireTag.Features)
                Throw.UnexpectedField(start, tag, sequences is null ? "the Example" : "the SequenceExample");
            var example = reader.Enter();
            while (!reader.AtEnd)
                _names.Add(record.Span, CheckEntry(ref reader));
            reader.Leave(example);
        }
        _names.Check(record);
    }

    // Answers where the name is.
    static (int Offset, int Length) CheckEntry(ref WireReader reader)
    {
        var start = reader.Offset;
        if (CommonEntry.ComesFirst(reader.Rest, out var length, out var name))
        {
            reader.Skip(length);
            return (start + 4, name);
        }
        ReadTag(ref reader, WireTag.Entry, "features");
        var features = reader.Enter();
        var place = EntryCheck.Run(ref reader, reader.Offset, "features", s_feature);
        reader.Leave(features);
        return place;
    }

    /// <summary>Checks a Feature, which is what is left of the reader's message.</summary>
    public static void CheckFeature(ref WireReader reader)
    {
        if (reader.AtEnd)
            return; // no kind set: TensorFlow takes the feature for missing
        var offset = reader.Offset;
        var tag = reader.ReadTag();
        var kind = WireTag.Kind(tag);
        if (kind is null)
            Throw.UnexpectedField(offset, tag, "a Feature");
        var feature = reader.Enter();
        if (kind == FeatureKind.Bytes)
            CheckBytes(ref reader);
        else
            CheckNumbers(ref reader, kind == FeatureKind.Float ? WireTag.Float : WireTag.Int64);
        reader.Leave(feature);
        if (!reader.AtEnd)
            Throw.SecondList(reader.Offset);
    }

    static void CheckBytes(ref WireReader reader)
    {
        while (!reader.AtEnd)
        {
            ReadTag(ref reader, WireTag.Bytes, "a BytesList");
            reader.ReadBytes();
        }
    }

    static void CheckNumbers(ref WireReader reader, uint single)
    {
        for (var first = true; !reader.AtEnd; first = false)
        {
            var offset = reader.Offset;
            var tag = reader.ReadTag();
            if (tag == single)
            {
                reader.SkipField(tag);
                continue;
            }
            if (tag != WireTag.Packed)
                Throw.UnexpectedField(offset, tag, single == WireTag.Float ? "a FloatList" : "an Int64List");
            CheckPacked(ref reader, single);
            if (!first || !reader.AtEnd)
                Throw.ListInPieces(offset);
        }
    }

    static void CheckPacked(ref WireReader reader, uint single)
    {
        if (single == WireTag.Int64)
        {
            var list = reader.Enter();
            if (CommonEntry.AreVarints(reader.Rest))
                reader.Skip(reader.Left);
            while (!reader.AtEnd)
                reader.ReadVarint(); // finds the fault
            reader.Leave(list);
        }
        else if (reader.ReadBytes().Length is var length && length % sizeof(float) != 0)
        {
            Throw.PartOfFloat(reader.Offset - length, length);
        }
    }

    /// <summary>Reads the only tag that is expected.</summary>
    public static void ReadTag(ref WireReader reader, uint expected, string where)
    {
        var offset = reader.Offset;
        var tag = reader.ReadTag();
        if (tag != expected)
            Throw.UnexpectedField(offset, tag, where);
    }
}
