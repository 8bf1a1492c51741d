using System.Text;
using System.Text.Json;

namespace SparkTfRecord.Statistics;

/// <summary>What the features of a data set hold: <c>_statistics.json</c>. The same data set makes the same bytes.</summary>
sealed partial record DataSetStatistics
{
    /// <summary>The file's name.</summary>
    public const string FileName = "_statistics.json";

    /// <summary>Most bytes that the statistics of single shards may take in the file: in the driver's memory it is up to four times as much.</summary>
    public const long MostBytes = 32 << 20;

    const int CurrentVersion = 1;

    /// <summary>The version of the format.</summary>
    public int Version { get; init; } = CurrentVersion;

    /// <summary>Number of shards that only the totals count, because all of them together would take too much; null: none.</summary>
    public int? ShardsLeftOut { get; init; }

    /// <summary>The manifest's fingerprint of these shards; null: there are none.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>Of all records, the shards merged in their order; null: there are shards of which nothing is known.</summary>
    public IReadOnlyList<FeatureStatistics>? Features { get; init; }

    /// <summary>The same of each split's records; null: no splits, or not all is known.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<FeatureStatistics>>? Splits { get; init; }

    /// <summary>Of the records of each shard of which something is known; empty where they are left out.</summary>
    public required IReadOnlyList<ShardStatistics> Shards { get; init; }

    /// <summary>The file's bytes: a line a feature. Written piece by piece, as there may be megabytes.</summary>
    public byte[] ToJson()
    {
        using var json = new MemoryStream();
        Write($"{{\"version\":{Version}");
        if (ShardsLeftOut is not null)
            Write($",\n\"shardsLeftOut\":{ShardsLeftOut},\"fingerprint\":{Quote(Fingerprint!)}");
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
