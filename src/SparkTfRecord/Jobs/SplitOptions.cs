namespace SparkTfRecord.Jobs;

/// <summary>Divides the rows into splits such as train and test, by a hash: the same row, or the same key, is always in the same one.</summary>
public sealed record SplitOptions
{
    /// <summary>The share of each split, in order; together 1.</summary>
    public IReadOnlyDictionary<string, decimal> Shares { get; init; } = new Dictionary<string, decimal>();

    /// <summary>The columns that are hashed, so that rows with equal values stay together; empty: the serialized record.</summary>
    public IReadOnlyList<string> By { get; init; } = [];

    /// <summary>Seed of the hash.</summary>
    public long Seed { get; init; }

    /// <summary>The splits' names, in order.</summary>
    internal static IReadOnlyList<string> Names(SplitOptions? options) => [.. options?.Shares.Keys ?? []];
}
