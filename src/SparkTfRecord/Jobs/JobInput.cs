namespace SparkTfRecord.Jobs;

/// <summary>Where the rows come from.</summary>
public sealed record JobInput
{
    /// <summary>The files' format; on Spark any that it can read.</summary>
    public string Format { get; init; } = "parquet";

    /// <summary>Files, directories and globs, in the order of their rows.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>On Spark a table or view instead of files; null: none.</summary>
    public string? Table { get; init; }

    /// <summary>What Spark's reader of the format is told.</summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } = new Dictionary<string, string>();

    /// <summary>On Spark a query over the files or the table, which it calls <c>input</c>; null: they are taken as they are.</summary>
    public string? Sql { get; init; }

    /// <summary>A filter on partition columns, such as <c>day = '2026-11-22'</c>, on Spark on any; null: none.</summary>
    public string? Where { get; init; }

    /// <summary>Columns to take; "*" stands for all.</summary>
    public IReadOnlyList<string> Columns { get; init; } = ["*"];

    /// <summary>Columns to leave out.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];
}
