using SparkTfRecord.Examples;
using SparkTfRecord.Examples.Writers;

namespace SparkTfRecord.Statistics;

/// <summary>Counts what the features of one shard hold.</summary>
/// <param name="features">The plan's features.</param>
sealed class ShardTally(IReadOnlyList<FeatureMapping> features)
{
    readonly FeatureTally[] _features = [.. features.Select(FeatureTally.Of)];

    /// <summary>Counts rows that were just encoded.</summary>
    /// <param name="writers">The features' writers, in the order of the plan.</param>
    /// <param name="rows">The rows that are in the shard.</param>
    public void Add(ReadOnlySpan<FeatureWriter> writers, RowChoice rows)
    {
        var chosen = rows.Count();
        for (var i = 0; i < writers.Length; i++)
            writers[i].AddTo(_features[i], rows, chosen);
    }

    /// <summary>What was counted, in the order of the plan's features.</summary>
    public IReadOnlyList<FeatureStatistics> Complete() => [.. _features.Select(f => f.Complete())];
}
