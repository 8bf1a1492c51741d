using SparkTfRecord.Examples.Arrays;
using SparkTfRecord.Examples.Writers;

namespace SparkTfRecord.Examples;

/// <summary>What the features of one place make of a chunk of records: a field of each record's message, or the whole record.</summary>
/// <param name="place">The place.</param>
/// <param name="writers">Its features, in the order in which records hold them.</param>
sealed unsafe class RecordPart(FeaturePlace place, FeatureWriter[] writers)
{
    // The field: Example.features = 1, SequenceExample.context = 1, SequenceExample.feature_lists = 2.
    readonly byte? _tag = place switch { FeaturePlace.Features or FeaturePlace.Context => 0x0A, FeaturePlace.Steps => 0x12, _ => null };
    readonly bool _leftOutWhenEmpty = place is FeaturePlace.Context or FeaturePlace.Steps; // as TensorFlow does where nothing was set in it
    readonly Scratch<long> _lengths = new();

    /// <summary>The parts that some features make, in the order in which records hold them; without features an empty <c>Example.features</c>.</summary>
    /// <param name="writers">The features, in the order in which records hold them.</param>
    public static RecordPart[] Of(IEnumerable<FeatureWriter> writers) =>
        writers.GroupBy(writer => writer.Mapping.Place is FeaturePlace.StepLists ? FeaturePlace.Steps : writer.Mapping.Place).OrderBy(place => place.Key).Select(place => new RecordPart(place.Key, [.. place])).ToArray() is { Length: > 0 } parts
            ? parts
            : [new(FeaturePlace.Features, [])];

    /// <summary>Whether a feature is in the part.</summary>
    public bool Has(FeatureWriter writer) => writers.Contains(writer);

    /// <summary>Bytes of the features of each row, to be summed up by their writers.</summary>
    public long* Lengths => _lengths.Start;

    /// <summary>Begins a chunk.</summary>
    public void Clear(int rows) => new Span<long>(_lengths.Reserve(rows), rows).Clear();

    /// <summary>Adds the part's bytes to each row's.</summary>
    public void AddTo(long* lengths, int rows)
    {
        var features = _lengths.Start;
        for (var row = 0; row < rows; row++)
            lengths[row] += HeadLength(features[row]) + features[row];
    }

    /// <summary>Writes the part of each row, and moves the positions behind it.</summary>
    public void Write(int rows, byte** positions)
    {
        if (_tag is { } tag)
            WriteHeads(tag, rows, positions);
        foreach (var writer in writers)
            writer.Write(rows, positions);
    }

    int HeadLength(long features) => _tag is null || (_leftOutWhenEmpty && features == 0) ? 0 : 1 + Varint.Length((ulong)features);

    void WriteHeads(byte tag, int rows, byte** positions)
    {
        var features = _lengths.Start;
        for (var row = 0; row < rows; row++)
        {
            if (HeadLength(features[row]) == 0)
                continue;
            *positions[row] = tag;
            positions[row] = Varint.Write(positions[row] + 1, (ulong)features[row]);
        }
    }
}
