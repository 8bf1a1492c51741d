using SparkTfRecord.Planning;
using SparkTfRecord.Storage;
using SparkTfRecord.Tasks;

namespace SparkTfRecord.Statistics;

/// <summary>What the shards hold that a job wrote. The tasks' files are read one after the other, in the order of the shards: many are never in memory together.</summary>
sealed class WrittenStatistics
{
    WrittenStatistics(IReadOnlyList<string> names, StatisticsSum sum, IEnumerable<(string Split, StatisticsSum Sum)> splits)
    {
        Features = sum.Features(names);
        Splits = splits.ToDictionary(s => s.Split, s => s.Sum.Features(names));
    }

    /// <summary>Of all records, in the order of the plan's features.</summary>
    public IReadOnlyList<FeatureStatistics> Features { get; }

    /// <summary>The same of each split's records; empty without splits.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<FeatureStatistics>> Splits { get; }

    /// <summary>Of each shard; null: together they would take too much.</summary>
    public IReadOnlyList<IReadOnlyList<FeatureStatistics>>? Shards { get; private init; }

    /// <summary>Bytes of JSON that the single shards take.</summary>
    public long Bytes { get; private init; }

    /// <summary>Per feature: rows whose value was null.</summary>
    public IReadOnlyList<long> Nulls => [.. Features.Select(f => f.Nulls)];

    /// <summary>Reads what tasks left.</summary>
    /// <param name="storage">Where that is.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="shards">The shards in the order of the manifest.</param>
    /// <param name="stagingDirectory">Where the tasks have written.</param>
    /// <param name="mostBytes">Most bytes of JSON that may be kept of the single shards.</param>
    /// <exception cref="IOException">A file is not as its task left it.</exception>
    public static WrittenStatistics Read(IStorage storage, ConversionPlan plan, IReadOnlyList<ShardReport> shards, string stagingDirectory, long mostBytes)
    {
        var bytes = shards.Sum(s => s.StatisticsLength);
        var kept = bytes <= mostBytes ? new List<IReadOnlyList<FeatureStatistics>>() : null;
        var sum = new StatisticsSum();
        var splits = SplitOptions.Names(plan.Job.Splits).Select(split => (Split: split, Sum: new StatisticsSum())).ToList();
        foreach (var shard in shards)
        {
            var features = StatisticsFile.Read(storage, StoragePath.Join(stagingDirectory, ShardSequence.StatisticsOf(shard.File)), shard.StatisticsLength);
            var split = splits.Find(s => s.Split == shard.Split).Sum;
            var list = new List<FeatureStatistics>();
            foreach (var feature in features)
            {
                sum.Add(feature);
                split?.Add(feature);
                if (kept is not null)
                    list.Add(feature);
            }
            kept?.Add(list);
        }
        return new([.. plan.Features.Select(f => f.Feature)], sum, splits) { Shards = kept, Bytes = bytes };
    }
}
