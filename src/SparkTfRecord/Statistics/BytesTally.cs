using SparkTfRecord.Examples;
using SparkTfRecord.Examples.Arrays;

namespace SparkTfRecord.Statistics;

/// <summary>Sums up the lengths of strings and binary values; and as long as they are few and short it counts how often each occurs.</summary>
sealed unsafe class BytesTally(FeatureMapping mapping) : FeatureTally<Slice>(mapping)
{
    readonly LengthTally _lengths = new();
    DistinctBytes? _distinct = new();

    protected override void AddValues(Slice* values, int count)
    {
        var (min, max, total) = (values[0].Length, values[0].Length, 0L);
        for (var i = 0; i < count; i++)
        {
            var length = values[i].Length;
            (min, max) = (Math.Min(min, length), Math.Max(max, length));
            total += length;
        }
        _lengths.Add(count, min, max, total);
        for (var i = 0; _distinct is not null && i < count; i++)
        {
            if (!_distinct.TryAdd(values[i]))
                _distinct = null;
        }
    }

    internal override FeatureStatistics WithValues(FeatureStatistics statistics) => base.WithValues(statistics) with
    {
        Bytes = new() { Lengths = _lengths.Complete(), Distinct = Values == 0 ? null : _distinct?.Complete() },
    };
}
