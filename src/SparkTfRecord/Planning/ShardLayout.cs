namespace SparkTfRecord.Planning;

/// <summary>Which rows go to which shard.</summary>
static class ShardLayout
{
    /// <summary>Names of shards count with five digits.</summary>
    public const int Most = 99_999;

    /// <summary>Bytes of a shard where the job does not say.</summary>
    public const long DefaultSize = 128 << 20;

    const long LeastSize = 16 << 20;
    const int Parallel = 8;

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
    /// <param name="bytes">Bytes that are divided among them: of all rows, or of the largest split's.</param>
    /// <param name="shardSize">Bytes of a shard to aim at.</param>
    public static int Count(decimal bytes, long shardSize) => (int)decimal.Clamp(decimal.Ceiling(bytes / shardSize), 1, Most);

    /// <summary>The number of shards where the job does not say how long they are to be (<see cref="JobOutput.ShardSize"/>).</summary>
    /// <param name="bytes">Bytes that are divided among them.</param>
    /// <param name="rowGroups">Row groups of the input: more shards than these would not be made in parallel.</param>
    public static int CountByDefault(decimal bytes, int rowGroups)
    {
        var count = Math.Max(Count(bytes, DefaultSize), (int)Math.Min(Math.Min(rowGroups, Parallel), bytes / LeastSize));
        // Row groups are mostly of the same length: where a shard is some of them, none is decoded by two tasks. So more shards, but not twice as many.
        var most = rowGroups / count;
        for (var groups = most; 2 * groups > most; groups--)
        {
            if (rowGroups % groups == 0 && bytes / (rowGroups / groups) >= LeastSize)
                return rowGroups / groups;
        }
        return count;
    }
}
