using System.Text.Unicode;
using SparkTfRecord.Examples.Sequences;

namespace SparkTfRecord.Examples;

/// <summary>Checks that a record is a tf.train.Example that protobuf and TensorFlow's own parser read alike, with no value lost.</summary>
/// <remarks>Used again for each record, it allocates next to nothing. A fault is an <see cref="InvalidDataException"/> with its offset in the record.</remarks>
/// <param name="sequences">Checks the sequences, where the records are tf.train.SequenceExamples, whose context is what an Example's features are.</param>
sealed class ExampleCheck(FeatureListsCheck? sequences = null)
{
    readonly List<(int Offset, int Length)> _names = [];
    readonly KnownNames _known = new();

    /// <summary>Checks one record.</summary>
    public void Check(ReadOnlyMemory<byte> record)
    {
        _names.Clear();
        _known.Restart();
        var known = true;
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
            {
                var (offset, length) = CheckEntry(ref reader);
                var name = record.Span.Slice(offset, length);
                _names.Add((offset, length));
                known &= _known.Follows(name);
            }
            reader.Leave(example);
        }
        if (!known)
            Learn(record, _names, _known);
    }

    /// <summary>Learns the names of a record where not all were known.</summary>
    public static void Learn(ReadOnlyMemory<byte> record, List<(int Offset, int Length)> names, KnownNames known)
    {
        foreach (var (offset, length) in names)
        {
            if (!Utf8.IsValid(record.Span.Slice(offset, length)))
                Throw.NameIsNotUtf8(offset);
        }
        FindDuplicate(record, names);
        known.Learn(record.Span, names);
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
        var place = CheckAnyEntry(ref reader);
        reader.Leave(features);
        return place;
    }

    static (int Offset, int Length) CheckAnyEntry(ref WireReader reader)
    {
        var start = reader.Offset;
        (int Offset, int Length)? name = null;
        var hasFeature = false;
        while (!reader.AtEnd)
        {
            var offset = reader.Offset;
            switch (reader.ReadTag())
            {
                case WireTag.Key when name is null:
                    var length = reader.ReadBytes().Length;
                    name = (reader.Offset - length, length);
                    break;
                case WireTag.Value when !hasFeature:
                    var entry = reader.Enter();
                    CheckFeature(ref reader);
                    reader.Leave(entry);
                    hasFeature = true;
                    break;
                case var tag:
                    Throw.UnexpectedField(offset, tag, "an entry of features");
                    break;
            }
        }
        if (name is null || !hasFeature)
            Throw.IncompleteEntry(start);
        return name.GetValueOrDefault();
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

    static void FindDuplicate(ReadOnlyMemory<byte> record, List<(int Offset, int Length)> names)
    {
        (int Offset, int Length)[] sorted = [.. names];
        Array.Sort(sorted, (a, b) => Name(a).SequenceCompareTo(Name(b)));
        for (var i = 1; i < sorted.Length; i++)
        {
            if (Name(sorted[i - 1]).SequenceEqual(Name(sorted[i])))
                Throw.DuplicateName(Math.Max(sorted[i - 1].Offset, sorted[i].Offset), Name(sorted[i]));
        }

        ReadOnlySpan<byte> Name((int Offset, int Length) name) => record.Span.Slice(name.Offset, name.Length);
    }
}
