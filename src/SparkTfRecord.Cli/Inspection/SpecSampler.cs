using System.Text;
using SparkTfRecord.Examples;
using SparkTfRecord.FeatureSpecs;
using SparkTfRecord.Planning;

namespace SparkTfRecord.Cli.Inspection;

/// <summary>Finds out how to parse Examples by looking at some of them.</summary>
sealed class SpecSampler
{
    readonly SortedDictionary<string, Seen> _features = new(Utf8Order.Instance);
    long _records;

    /// <summary>Looks at a record.</summary>
    /// <exception cref="InvalidDataException">It is not of the type.</exception>
    public void Add(ReadOnlySpan<byte> record, RecordType recordType)
    {
        _records++;
        if (recordType == RecordType.ByteArray)
            return;
        var reader = new ExampleReader(record);
        while (reader.Read())
        {
            if (reader.Kind is not { } kind)
                continue;
            var name = Encoding.UTF8.GetString(reader.Name);
            if (!_features.TryGetValue(name, out var seen))
                _features[name] = seen = new(kind);
            if (kind != seen.Kind)
                throw new InvalidDataException($"feature '{name}' is {seen.Kind} in some records and {kind} in others: TensorFlow cannot parse it.");
            seen.Add(reader.Values.Count());
        }
    }

    /// <summary>How to parse what was seen, by name in UTF-8 order.</summary>
    public IReadOnlyList<ParsedFeature> Features => [.. _features.Select(f => f.Value.Parsed(f.Key, _records))];

    // What all records so far have in common.
    sealed class Seen(FeatureKind kind)
    {
        long _records;
        int? _length;
        bool _varies;

        public FeatureKind Kind => kind;

        public void Add(int length)
        {
            _records++;
            _varies |= _length is { } other && other != length;
            _length = length;
        }

        public ParsedFeature Parsed(string name, long records) => new()
        {
            Name = name,
            Dtype = ParsedFeature.DtypeOf(kind),
            Shape = _varies || _records < records ? null : _length switch { 0 => null, 1 => [], var n => [n!.Value] },
            Nulls = !_varies && _length == 1 ? records - _records : 0,
        };
    }
}
