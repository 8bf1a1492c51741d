namespace SparkTfRecord.Planning;

/// <summary>Which rows go to which shard.</summary>
static class ShardLayout
{
    /// <summary>Names of shards count with five digits.</summary>
    public const int Most = 99_999;

    /// <summary>Shard i of N gets rows [i·R/N, (i+1)·R/N): all rows, balanced to one. N is lowered to R; no rows are one empty shard.</summary>
    public static IReadOnlyList<ShardPlan> Of(long rows, int count)
    {
        var shards = new ShardPlan[Math.Max(1, Math.Min(count, rows))];
        for (var i = 0; i < shards.Length; i++)
        {
            var first = (long)((Int128)i * rows / shards.Length);
            shards[i] = new(i, first, (long)((Int128)(i + 1) * rows / shards.Length) - first);
        }
        return shards;
    }

    /// <summary>The number of shards that makes them no longer than <paramref name="shardSize"/> bytes.</summary>
    public static int Count(long rows, long bytesPerRow, long shardSize) =>
        (int)Int128.Clamp(((Int128)rows * bytesPerRow + shardSize - 1) / shardSize, 1, Most);
}
