using System.Text;
using System.Text.Json;
using SparkTfRecord.Publishing;
using SparkTfRecord.Storage;

namespace SparkTfRecord.Statistics;

/// <summary>What the features of a data set hold: <c>_statistics.json</c>. The same data set makes the same bytes.</summary>
sealed record DataSetStatistics
{
    /// <summary>The file's name.</summary>
    public const string FileName = "_statistics.json";

    /// <summary>The version of the format.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Of all records, the shards merged in their order; null: an older program wrote shards of which nothing is known.</summary>
    public IReadOnlyList<FeatureStatistics>? Features { get; init; }

    /// <summary>The same of each split's records; null: no splits, or not all is known.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<FeatureStatistics>>? Splits { get; init; }

    /// <summary>Of the records of each shard of which something is known.</summary>
    public required IReadOnlyList<ShardStatistics> Shards { get; init; }

    /// <summary>The statistics of a data set that was just written.</summary>
    /// <param name="dataSet">The manifest of the whole data set.</param>
    /// <param name="known">By shard: its statistics; others are not known.</param>
    public static DataSetStatistics Of(Manifest dataSet, IReadOnlyDictionary<string, IReadOnlyList<FeatureStatistics>> known)
    {
        var names = dataSet.Features.Select(f => f.Feature).ToList();
        var complete = dataSet.Shards.All(s => known.ContainsKey(s.Name));
        return new()
        {
            Features = complete ? Merge(dataSet.Shards) : null,
            Splits = complete && dataSet.Splits() is { Count: > 0 } splits ? splits.ToDictionary(s => s, s => Merge(dataSet.Shards.Where(shard => shard.Split == s))) : null,
            Shards = [.. dataSet.Shards.Where(s => known.ContainsKey(s.Name)).Select(s => new ShardStatistics(s.Name, known[s.Name]))],
        };

        IReadOnlyList<FeatureStatistics> Merge(IEnumerable<ManifestShard> shards)
        {
            var merged = new Dictionary<string, FeatureStatistics>();
            foreach (var feature in shards.SelectMany(s => known[s.Name]))
                merged[feature.Feature] = merged.TryGetValue(feature.Feature, out var sum) ? FeatureStatistics.Merge(sum, feature) : feature;
            return [.. names.Where(merged.ContainsKey).Select(name => merged[name])];
        }
    }

    /// <summary>What a data set's file says of each shard; nothing where there is no such file, or one that cannot be read: data does not depend on it.</summary>
    public static IReadOnlyList<ShardStatistics> ReadShards(IStorage storage, string directory)
    {
        var path = StoragePath.Join(directory, FileName);
        try
        {
            if (storage.Find(path) is null)
                return [];
            var content = storage.ReadFile(path);
            var read = JsonSerializer.Deserialize(content, StatisticsJson.Instance.DataSetStatistics);
            return read is not null && read.IsSound(content) ? read.Shards : [];
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException or NullReferenceException)
        {
            return []; // damaged, in a way that shows when it is read, written or merged
        }
    }

    // What this program wrote it writes again, byte for byte; anything else is damaged, or another program's.
    bool IsSound(byte[] content)
    {
        foreach (var feature in Shards.SelectMany(s => s.Features))
            FeatureStatistics.Merge(feature, feature);
        return Shards.DistinctBy(s => s.Name).Count() == Shards.Count && ToJson().AsSpan().SequenceEqual(content);
    }

    /// <summary>The file's bytes: a line a feature. Written piece by piece, as there may be megabytes.</summary>
    public byte[] ToJson()
    {
        using var json = new MemoryStream();
        Write($"{{\"version\":{Version}");
        if (Features is not null)
            WriteLines(",\n\"features\":", Features);
        if (Splits is not null)
        {
            Write(",\n\"splits\":{");
            foreach (var (i, (split, features)) in Splits.Index())
                WriteLines($"{(i == 0 ? "" : ",")}\n{Quote(split)}:", features);
            Write("}");
        }
        Write(",\n\"shards\":[");
        foreach (var (i, shard) in Shards.Index())
        {
            WriteLines($"{(i == 0 ? "" : ",")}\n{{\"name\":{Quote(shard.Name)},\"features\":", shard.Features);
            Write("}");
        }
        Write("]}\n");
        return json.ToArray();

        void Write(string text) => json.Write(Encoding.UTF8.GetBytes(text));

        void WriteLines(string before, IReadOnlyList<FeatureStatistics> features)
        {
            Write(before + "[");
            foreach (var (i, feature) in features.Index())
            {
                Write(i == 0 ? "\n" : ",\n");
                JsonSerializer.Serialize(json, feature, StatisticsJson.Instance.FeatureStatistics);
            }
            Write("]");
        }
    }

    static string Quote(string text) => JsonSerializer.Serialize(text, StatisticsJson.Instance.String);
}

/// <summary>What the features of a shard hold.</summary>
/// <param name="Name">The shard's file.</param>
/// <param name="Features">Each feature's statistics.</param>
sealed record ShardStatistics(string Name, IReadOnlyList<FeatureStatistics> Features);
