namespace SparkTfRecord.Jobs;

/// <summary>Where and how the records go.</summary>
public sealed record JobOutput
{
    /// <summary>The data set's directory.</summary>
    public string? Path { get; init; }

    /// <summary>What shard names begin with.</summary>
    public string Name { get; init; } = "data";

    /// <summary>What a record holds.</summary>
    public RecordType RecordType { get; init; } = RecordType.Example;

    /// <summary>Exact number of shards; null: from <see cref="ShardSize"/>.</summary>
    public int? Shards { get; init; }

    /// <summary>
    /// Wanted length of a shard before compression, in bytes; null: 128 MiB, a size that tf.data reads well in parallel, or down to half of it where that is a whole
    /// number of row groups, and smaller data sets are divided further, into up to eight shards of at least 16 MiB, no more than row groups, so that threads and readers share them.
    /// </summary>
    public long? ShardSize { get; init; }

    /// <summary>none, gzip or zlib.</summary>
    public string Codec { get; init; } = "none";

    /// <summary>Compression level 0 to 9; null: zlib's default, 6.</summary>
    public int? Level { get; init; }

    /// <summary>Also writes an index of each shard's records, <c>_index/SHARD.idx</c>, as NVIDIA DALI reads; not with a codec.</summary>
    public bool Index { get; init; }

    /// <summary>What to do when the data set exists.</summary>
    public SaveMode Mode { get; init; } = SaveMode.Error;

    /// <summary>Makes an append idempotent: the same id again replaces what it added before; null: each append adds.</summary>
    public string? RunId { get; init; }

    /// <summary>Lets overwrite replace a directory that holds files its manifest does not name.</summary>
    public bool OverwriteForeign { get; init; }
}
