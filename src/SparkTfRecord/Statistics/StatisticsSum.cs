namespace SparkTfRecord.Statistics;

/// <summary>Statistics of shards, merged one shard after the other in their order.</summary>
sealed class StatisticsSum
{
    readonly Dictionary<string, FeatureStatistics> _features = [];

    /// <summary>Merges what some shards hold.</summary>
    public static StatisticsSum Of(IEnumerable<IEnumerable<FeatureStatistics>> shards)
    {
        var sum = new StatisticsSum();
        foreach (var feature in shards.SelectMany(s => s))
            sum.Add(feature);
        return sum;
    }

    /// <summary>Adds what a feature of a shard holds.</summary>
    public void Add(FeatureStatistics feature) =>
        _features[feature.Feature] = _features.TryGetValue(feature.Feature, out var sum) ? FeatureStatistics.Merge(sum, feature) : feature;

    /// <summary>The sums of some features, of those of which something came.</summary>
    public IReadOnlyList<FeatureStatistics> Features(IEnumerable<string> names) => [.. names.Where(_features.ContainsKey).Select(name => _features[name])];
}
