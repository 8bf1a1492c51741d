using SparkTfRecord.Planning;

namespace SparkTfRecord;

/// <summary>What a conversion made.</summary>
public sealed record ConversionResult
{
    /// <summary>The data set's directory.</summary>
    public required string Path { get; init; }

    /// <summary>False when mode ignore found a data set and nothing was done.</summary>
    public required bool Written { get; init; }

    /// <summary>The plan that was carried out; null when nothing was done.</summary>
    internal ConversionPlan? Plan { get; init; }

    /// <summary>Names of the shards that this job wrote, in order.</summary>
    public IReadOnlyList<string> Shards { get; init; } = [];

    /// <summary>Input rows read.</summary>
    public long Rows { get; init; }

    /// <summary>Records written.</summary>
    public long Records { get; init; }

    /// <summary>Rows that could not be converted and were left out, by column and reason.</summary>
    public IReadOnlyList<BadRowCount> BadRows { get; init; } = [];

    /// <summary>The files that these rows are kept in, relative to <see cref="Path"/>; empty when they are not kept.</summary>
    public IReadOnlyList<string> Quarantine { get; init; } = [];

    /// <summary>The splits in order; empty without splits.</summary>
    public IReadOnlyList<SplitResult> Splits { get; init; } = [];

    /// <summary>Bytes of all shards this job wrote.</summary>
    public long Bytes { get; init; }

    /// <summary>Requests in the warm-up file, 0 without one.</summary>
    public int WarmupRequests { get; init; }

    /// <summary>One line each, to be shown to the user.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Wall time of the whole job.</summary>
    public TimeSpan Duration { get; init; }
}
