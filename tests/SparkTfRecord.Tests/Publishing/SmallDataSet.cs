using SparkTfRecord.Examples;
using SparkTfRecord.Planning;
using SparkTfRecord.Publishing;
using SparkTfRecord.Records;
using SparkTfRecord.Storage;
using SparkTfRecord.Tasks;

namespace SparkTfRecord.Tests.Publishing;

/// <summary>Publishes data sets whose shards are a few letters: what is in a shard does not matter to publishing.</summary>
static class SmallDataSet
{
    public static FeatureMapping Feature { get; } = new() { Feature = "x", Column = "x", Type = "int64", Kind = FeatureKind.Int64 };

    public static ConversionPlan Plan(JobOutput output, params FeatureMapping[] features) => new()
    {
        Job = new() { Output = output },
        Files = [new() { Path = "/in/a.parquet", Length = 7, Modified = DateTime.UnixEpoch, RowGroups = [new(3, 100)] }],
        Columns = [new("x", "int64", true, false)],
        Features = features.Length > 0 ? features : [Feature],
        Shards = [],
        Tasks = [],
    };

    /// <summary>Opens, stages one shard for each content, commits.</summary>
    /// <returns>The manifest; null when mode ignore found a data set.</returns>
    public static Manifest? Publish(IStorage storage, JobOutput output, params string[] shards)
    {
        using var open = DataSetOutput.Open(storage, Plan(output));
        return open is null ? null : Commit(open, shards);
    }

    public static Manifest Commit(DataSetOutput output, params string[] shards) =>
        output.Commit([Stage(output, shards)], [1], (m, _) => [new("_feature_spec.json", "{}"u8.ToArray()), new("_warmup/tf_serving_warmup_requests", [])]).DataSet;

    public static TaskReport Stage(DataSetOutput output, params string[] shards)
    {
        var reports = shards.Select((content, i) =>
        {
            var file = $"staged-{i}";
            File.WriteAllText(Path.Combine(output.StagingDirectory, file), content);
            return new ShardReport(i, file, i, 1, 1, content.Length, Crc32C.Compute([.. content.Select(c => (byte)c)]), 0);
        });
        return new() { Task = 0, Rows = shards.Length, Shards = [.. reports] };
    }

    /// <summary>The shards' contents in the manifest's order; null without a manifest. A shard that is not as the manifest says fails.</summary>
    public static IReadOnlyList<string>? Read(string directory)
    {
        if (Manifest.Find(new LocalStorage(), directory) is not { } manifest)
            return null;
        return [.. manifest.Shards.Select(shard =>
        {
            var content = File.ReadAllBytes(Path.Combine(directory, shard.Name));
            Assert.Equal(shard.Crc32C, $"{Crc32C.Compute(content):x8}");
            return string.Concat(content.Select(b => (char)b));
        })];
    }
}
