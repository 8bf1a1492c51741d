using SparkTfRecord.Publishing;

namespace SparkTfRecord.Statistics;

sealed partial record DataSetStatistics
{
    /// <summary>The statistics of a data set that was just written.</summary>
    /// <param name="dataSet">The manifest of the whole data set.</param>
    /// <param name="written">The manifest of what was written.</param>
    /// <param name="statistics">What that holds.</param>
    /// <param name="older">What is known of the data set as it was before; null: nothing.</param>
    /// <param name="mostBytes">Most bytes of JSON for single shards; when they take more, there are only totals.</param>
    public static DataSetStatistics Of(Manifest dataSet, Manifest written, WrittenStatistics statistics, DataSetStatistics? older, long mostBytes)
    {
        var known = (older?.Shards ?? []).ToDictionary(s => s.Name, s => s.Features);
        var kept = dataSet.Shards.ExceptBy(written.Shards.Select(s => s.Name), s => s.Name).ToList();
        var bytes = statistics.Bytes + kept.Sum(s => StatisticsFile.LengthOf(known.GetValueOrDefault(s.Name) ?? []));
        if (statistics.Shards is null || bytes > mostBytes || (older?.ShardsLeftOut is not null && kept.Count > 0))
            return OfTotals(dataSet, kept, statistics, older, known);
        foreach (var (shard, features) in written.Shards.Zip(statistics.Shards))
            known[shard.Name] = features;
        return OfShards(dataSet, known);
    }

    /// <summary>Without the values of some features: what has become private is only counted.</summary>
    public DataSetStatistics Without(IReadOnlySet<string> hidden)
    {
        return this with
        {
            Features = Features is null ? null : Counts(Features),
            Splits = Splits?.ToDictionary(s => s.Key, s => Counts(s.Value)),
            Shards = [.. Shards.Select(s => s with { Features = Counts(s.Features) })],
        };

        IReadOnlyList<FeatureStatistics> Counts(IReadOnlyList<FeatureStatistics> features) =>
            [.. features.Select(f => hidden.Contains(f.Feature) ? f with { Lists = null, Int64 = null, Float = null, Bytes = null } : f)];
    }

    static DataSetStatistics OfShards(Manifest dataSet, Dictionary<string, IReadOnlyList<FeatureStatistics>> known)
    {
        var complete = dataSet.Shards.All(s => known.ContainsKey(s.Name));
        return new()
        {
            Features = complete ? Merge(dataSet.Shards) : null,
            Splits = complete && dataSet.Splits() is { Count: > 0 } splits ? splits.ToDictionary(s => s, s => Merge(dataSet.Shards.Where(shard => shard.Split == s))) : null,
            Shards = [.. dataSet.Shards.Where(s => known.ContainsKey(s.Name)).Select(s => new ShardStatistics(s.Name, known[s.Name]))],
        };

        IReadOnlyList<FeatureStatistics> Merge(IEnumerable<ManifestShard> shards) => StatisticsSum.Of(shards.Select(s => known[s.Name])).Features(Names(dataSet));
    }

    static DataSetStatistics OfTotals(
        Manifest dataSet, List<ManifestShard> kept, WrittenStatistics statistics, DataSetStatistics? older, Dictionary<string, IReadOnlyList<FeatureStatistics>> known)
    {
        if (older?.Fingerprint == dataSet.Fingerprint)
            return older!; // the same run once more
        var splits = dataSet.Splits().Select(s => (Name: s, Sum: Add(Before(s), statistics.Splits.GetValueOrDefault(s) ?? []))).ToList();
        return new()
        {
            ShardsLeftOut = dataSet.Shards.Count,
            Fingerprint = dataSet.Fingerprint,
            Features = Add(Before(split: null), statistics.Features),
            Splits = splits.Count > 0 && splits.TrueForAll(s => s.Sum is not null) ? splits.ToDictionary(s => s.Name, s => s.Sum!) : null,
            Shards = [],
        };

        // What the shards that stay hold: merged before, or to be merged now.
        IReadOnlyList<FeatureStatistics>? Before(string? split)
        {
            if (older?.Fingerprint is { } fingerprint && fingerprint == Manifest.FingerprintOf(kept))
                return split is null ? older.Features : older.Splits?.GetValueOrDefault(split);
            return kept.TrueForAll(s => known.ContainsKey(s.Name))
                ? StatisticsSum.Of(kept.Where(s => split is null || s.Split == split).Select(s => known[s.Name])).Features(Names(dataSet))
                : null;
        }

        IReadOnlyList<FeatureStatistics>? Add(IReadOnlyList<FeatureStatistics>? before, IReadOnlyList<FeatureStatistics> written) =>
            before is null ? null : StatisticsSum.Of([before, written]).Features(Names(dataSet));
    }

    static IEnumerable<string> Names(Manifest dataSet) => dataSet.Features.Select(f => f.Feature);
}
