using System.Text.Unicode;

namespace SparkTfRecord.Examples;

/// <summary>Checks the names in one map of each record: they are UTF-8, and none comes twice.</summary>
sealed class RecordNames
{
    readonly List<(int Offset, int Length)> _names = [];
    readonly KnownNames _known = new();
    bool _allKnown;

    /// <summary>Begins a record.</summary>
    public void Restart()
    {
        _names.Clear();
        _known.Restart();
        _allKnown = true;
    }

    /// <summary>Adds the record's next name.</summary>
    public void Add(ReadOnlySpan<byte> record, (int Offset, int Length) name)
    {
        _names.Add(name);
        _allKnown &= _known.Follows(record.Slice(name.Offset, name.Length));
    }

    /// <summary>Checks the names added, where not all are known to be good.</summary>
    public void Check(ReadOnlyMemory<byte> record)
    {
        if (_allKnown)
            return;
        foreach (var (offset, length) in _names)
        {
            if (!Utf8.IsValid(record.Span.Slice(offset, length)))
                Throw.NameIsNotUtf8(offset);
        }
        FindDuplicate(record);
        _known.Learn(record.Span, _names);
    }

    void FindDuplicate(ReadOnlyMemory<byte> record)
    {
        (int Offset, int Length)[] sorted = [.. _names];
        Array.Sort(sorted, (a, b) => Name(a).SequenceCompareTo(Name(b)));
        for (var i = 1; i < sorted.Length; i++)
        {
            if (Name(sorted[i - 1]).SequenceEqual(Name(sorted[i])))
                Throw.DuplicateName(Math.Max(sorted[i - 1].Offset, sorted[i].Offset), Name(sorted[i]));
        }

        ReadOnlySpan<byte> Name((int Offset, int Length) name) => record.Span.Slice(name.Offset, name.Length);
    }
}
