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
    /// <param name="rows">Input rows.</param>
    /// <param name="bytesPerRow">Bytes that a row makes.</param>
    /// <param name="shardSize">Bytes of a shard to aim at.</param>
    /// <param name="share">The share of the rows that is divided among them: the largest split's.</param>
    public static int Count(long rows, long bytesPerRow, long shardSize, decimal share = 1) =>
        (int)decimal.Clamp(decimal.Ceiling((decimal)rows * bytesPerRow * share / shardSize), 1, Most);
}
