namespace SparkTfRecord.Tasks;

/// <summary>What a task left behind. Serialisable as JSON; what no report names is never looked at.</summary>
sealed record TaskReport
{
    /// <summary>0-based index of the task.</summary>
    public required int Task { get; init; }

    /// <summary>The shards it completed, in order; with splits those of the first one, then of the second, and so on.</summary>
    public required IReadOnlyList<ShardReport> Shards { get; init; }

    /// <summary>Input rows read.</summary>
    public required long Rows { get; init; }

    /// <summary>Rows that could not be converted and were left out, by column and reason.</summary>
    public IReadOnlyList<BadRowCount> BadRows { get; init; } = [];

    /// <summary>The files that these rows are kept in, in the order of their rows.</summary>
    public IReadOnlyList<QuarantineReport> Quarantine { get; init; } = [];

    /// <summary>The task's rows of the warm-up sample; null when the job asks for none.</summary>
    public SampleReport? Sample { get; init; }

    /// <summary>Names of all files in the staging directory that it tells of.</summary>
    public IEnumerable<string> Files() =>
        [.. Shards.Select(s => s.File), .. Shards.Select(s => ShardSequence.StatisticsOf(s.File)), .. Shards.Where(s => s.IndexLength is not null).Select(s => ShardSequence.IndexOf(s.File)),
         .. Quarantine.Select(q => q.File), .. Sample is null ? [] : new[] { Sample.File }];
}

/// <summary>One complete shard file in the staging directory.</summary>
/// <param name="Index">0-based index of the shard.</param>
/// <param name="File">Name of the file in the staging directory, unique to the attempt that wrote it.</param>
/// <param name="FirstRow">0-based row of the whole input that is its first.</param>
/// <param name="Rows">Input rows it covers.</param>
/// <param name="Records">Records written.</param>
/// <param name="Bytes">Length of the file.</param>
/// <param name="Crc32C">CRC-32C (not masked) of the whole file.</param>
/// <param name="StatisticsLength">Length of the file <paramref name="File"/><c>.stats</c> beside it: what each feature holds.</param>
/// <param name="Split">The split whose records it holds; null without splits.</param>
/// <param name="IndexLength">Length of the file <paramref name="File"/><c>.idx</c> beside it, its index; null: there is none.</param>
sealed record ShardReport(
    int Index, string File, long FirstRow, long Rows, long Records, long Bytes, uint Crc32C, long StatisticsLength, string? Split = null,
    long? IndexLength = null);

/// <summary>A file of sampled rows in the staging directory.</summary>
/// <param name="File">Its name, unique to the attempt that wrote it.</param>
/// <param name="FirstRow">0-based row of the whole input that is row 0 there.</param>
sealed record SampleReport(string File, long FirstRow = 0);

/// <summary>One complete file of bad rows in the staging directory.</summary>
/// <param name="File">Name of the file in the staging directory, unique to the attempt that wrote it.</param>
/// <param name="Name">Its name in the data set.</param>
/// <param name="Rows">Rows in it.</param>
/// <param name="Bytes">Length of the file.</param>
sealed record QuarantineReport(string File, string Name, long Rows, long Bytes);
