using System.Text;
using SparkTfRecord.Examples;
using SparkTfRecord.Examples.Sequences;
using SparkTfRecord.FeatureSpecs;
using SparkTfRecord.Planning;

namespace SparkTfRecord.Cli.Inspection;

/// <summary>Finds out how to parse records by looking at some of them.</summary>
/// <param name="recordType">What they hold.</param>
sealed class SpecSampler(RecordType recordType)
{
    readonly SortedDictionary<string, Seen> _features = new(Utf8Order.Instance);
    long _records;

    /// <summary>How to parse what was seen, by name in UTF-8 order.</summary>
    public IReadOnlyList<ParsedFeature> Features => [.. _features.Where(f => f.Value.Kind is not null).Select(f => f.Value.Parsed(_records))];

    /// <summary>Looks at a record.</summary>
    /// <exception cref="InvalidDataException">It is not of the type.</exception>
    public void Add(ReadOnlySpan<byte> record)
    {
        _records++;
        if (recordType == RecordType.ByteArray)
            return;
        var reader = new ExampleReader(record);
        while (reader.Read())
        {
            if (reader.Kind is { } kind)
                Of(reader.Name, recordType == RecordType.Example ? null : SequencePart.Context).Add(kind, reader.Values.Count());
        }
        if (recordType == RecordType.SequenceExample)
            AddSequences(new(record));
    }

    void AddSequences(SequenceReader reader)
    {
        while (reader.Read())
        {
            var seen = Of(reader.Name, SequencePart.Sequence);
            var count = 0;
            for (var steps = reader.Steps; steps.Read(); count++)
                seen.AddStep(steps.Values.Kind, steps.Values.Count());
            seen.Add(null, count);
        }
    }

    Seen Of(ReadOnlySpan<byte> utf8, SequencePart? part)
    {
        var name = Encoding.UTF8.GetString(utf8);
        if (!_features.TryGetValue(name, out var seen))
            _features[name] = seen = new(name, part);
        return seen.Part == part ? seen : throw new InvalidDataException($"feature '{name}' is in the context and in a sequence: no dict of tensors holds both.");
    }

    // What all records so far have in common.
    sealed class Seen(string name, SequencePart? part)
    {
        long _records;
        int? _length;
        bool _varies;
        bool _stepsVary;

        public SequencePart? Part => part;

        public FeatureKind? Kind { get; private set; }

        public void Add(FeatureKind? kind, int length)
        {
            Be(kind);
            _records++;
            _varies |= _length is { } other && other != length;
            _length = length;
        }

        public void AddStep(FeatureKind? kind, int length)
        {
            Be(kind);
            _stepsVary |= length != 1;
        }

        public ParsedFeature Parsed(long records) => new()
        {
            Name = name,
            Dtype = ParsedFeature.DtypeOf(Kind!.Value),
            Part = part,
            StepShape = part == SequencePart.Sequence && !_stepsVary ? [] : null,
            Shape = _varies || _stepsVary || _records < records ? null : _length switch { 0 => null, 1 when part != SequencePart.Sequence => [], var n => [n!.Value] },
            Nulls = part != SequencePart.Sequence && !_varies && _length == 1 ? records - _records : 0,
        };

        void Be(FeatureKind? kind)
        {
            if (kind is null)
                return;
            if (kind != (Kind ??= kind))
                throw new InvalidDataException($"feature '{name}' is {Kind} in some records and {kind} in others: TensorFlow cannot parse it.");
        }
    }
}
