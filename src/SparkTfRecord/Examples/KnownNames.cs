namespace SparkTfRecord.Examples;

/// <summary>The names of features of records seen before, each once, in the order in which records hold them: nearly always that of all records of a file.</summary>
sealed class KnownNames
{
    const int Most = 2000;

    readonly List<byte[]> _names = [];
    int _next;

    /// <summary>Begins a record.</summary>
    public void Restart() => _next = 0;

    /// <summary>True when a record's next name is known and its place is behind those before: as long as all are, none comes twice.</summary>
    public bool Follows(ReadOnlySpan<byte> name)
    {
        for (var i = _next; i < _names.Count; i++)
        {
            if (!name.SequenceEqual(_names[i]))
                continue;
            _next = i + 1;
            return true;
        }
        return false;
    }

    /// <summary>Adds what is new among the names of a record that holds each once; a record in another order replaces all.</summary>
    public void Learn(ReadOnlySpan<byte> record, List<(int Offset, int Length)> names)
    {
        Restart();
        foreach (var (offset, length) in names)
        {
            var name = record.Slice(offset, length).ToArray();
            if (Follows(name))
                continue;
            if (_names.Count == Most)
                return;
            if (_names.Exists(n => n.AsSpan().SequenceEqual(name)))
            {
                _names.Clear();
                Learn(record, names);
                return;
            }
            _names.Insert(_next++, name);
        }
    }
}
