using System.Text.Unicode;

namespace SparkTfRecord.Examples;

/// <summary>Checks that a record is a tf.train.Example that protobuf and TensorFlow's own parser read alike, with no value lost.</summary>
/// <remarks>Used again for each record, it allocates nothing. A fault is an <see cref="InvalidDataException"/> with its offset in the record.</remarks>
sealed class ExampleCheck
{
    readonly List<(int Offset, int Length)> _names = [];

    /// <summary>Checks one record.</summary>
    public void Check(ReadOnlyMemory<byte> record)
    {
        _names.Clear();
        var ordered = true;
        ReadOnlySpan<byte> last = default;
        var example = new WireReader(record.Span, 0);
        while (!example.AtEnd)
        {
            var features = ReadField(ref example, WireTag.Features, "the Example");
            while (!features.AtEnd)
            {
                var name = CheckEntry(ReadField(ref features, WireTag.Entry, "features"), out var offset);
                ordered &= _names.Count == 0 || last.SequenceCompareTo(name) < 0;
                last = name;
                _names.Add((offset, name.Length));
            }
        }
        if (!ordered)
            FindDuplicate(record);
    }

    static ReadOnlySpan<byte> CheckEntry(WireReader entry, out int nameOffset)
    {
        var start = entry.Offset;
        ReadOnlySpan<byte> name = default;
        WireReader feature = default;
        bool hasName = false, hasFeature = false;
        nameOffset = 0;
        while (!entry.AtEnd)
        {
            var offset = entry.Offset;
            switch (entry.ReadTag())
            {
                case WireTag.Key when !hasName:
                    name = entry.ReadBytes();
                    nameOffset = entry.Offset - name.Length;
                    hasName = true;
                    break;
                case WireTag.Value when !hasFeature:
                    feature = entry.ReadMessage();
                    hasFeature = true;
                    break;
                case var tag:
                    Throw.UnexpectedField(offset, tag, "an entry of features");
                    break;
            }
        }
        if (!hasName || !hasFeature)
            Throw.IncompleteEntry(start);
        if (!Utf8.IsValid(name))
            Throw.NameIsNotUtf8(nameOffset);
        CheckFeature(feature, name);
        return name;
    }

    static void CheckFeature(WireReader feature, ReadOnlySpan<byte> name)
    {
        if (feature.AtEnd)
            return; // no kind set: TensorFlow takes the feature for missing
        var offset = feature.Offset;
        var tag = feature.ReadTag();
        if (WireTag.Kind(tag) is not { } kind)
        {
            Throw.UnexpectedField(offset, tag, "a Feature");
            return;
        }
        var list = feature.ReadMessage();
        if (!feature.AtEnd)
            Throw.SecondList(feature.Offset, name);
        if (kind == FeatureKind.Bytes)
            CheckBytes(list);
        else
            CheckNumbers(list, kind, name);
    }

    static void CheckBytes(WireReader list)
    {
        while (!list.AtEnd)
            ReadField(ref list, WireTag.Bytes, "a BytesList");
    }

    static void CheckNumbers(WireReader list, FeatureKind kind, ReadOnlySpan<byte> name)
    {
        var single = kind == FeatureKind.Float ? WireTag.Float : WireTag.Int64;
        for (var first = true; !list.AtEnd; first = false)
        {
            var offset = list.Offset;
            var tag = list.ReadTag();
            if (tag == single)
            {
                list.Skip(tag);
                continue;
            }
            if (tag != WireTag.Packed)
                Throw.UnexpectedField(offset, tag, $"a {kind}List");
            CheckPacked(list.ReadMessage(), kind);
            if (!first || !list.AtEnd)
                Throw.ListInPieces(offset, name);
        }
    }

    static void CheckPacked(WireReader values, FeatureKind kind)
    {
        if (kind == FeatureKind.Float)
        {
            if (values.Rest.Length % sizeof(float) != 0)
                Throw.PartOfFloat(values.Offset, values.Rest.Length);
            return;
        }
        while (!values.AtEnd)
            values.ReadVarint();
    }

    static WireReader ReadField(scoped ref WireReader message, uint expected, string where)
    {
        var offset = message.Offset;
        var tag = message.ReadTag();
        if (tag != expected)
            Throw.UnexpectedField(offset, tag, where);
        return message.ReadMessage();
    }

    // Names in order, as every deterministic writer leaves them, need no search.
    void FindDuplicate(ReadOnlyMemory<byte> record)
    {
        _names.Sort((a, b) => Name(a).SequenceCompareTo(Name(b)));
        for (var i = 1; i < _names.Count; i++)
        {
            if (Name(_names[i - 1]).SequenceEqual(Name(_names[i])))
                Throw.DuplicateName(Math.Max(_names[i - 1].Offset, _names[i].Offset), Name(_names[i]));
        }

        ReadOnlySpan<byte> Name((int Offset, int Length) name) => record.Span.Slice(name.Offset, name.Length);
    }
}
