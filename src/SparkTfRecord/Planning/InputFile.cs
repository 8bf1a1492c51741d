namespace SparkTfRecord.Planning;

/// <summary>One input file, as it was when the job was planned.</summary>
sealed record InputFile
{
    /// <summary>Absolute path or URI.</summary>
    public required string Path { get; init; }

    /// <summary>Length in bytes; checked again when a task opens the file.</summary>
    public required long Length { get; init; }

    /// <summary>Modification time in UTC; checked again when a task opens the file.</summary>
    public required DateTime Modified { get; init; }

    /// <summary>The file's row groups, in order.</summary>
    public required IReadOnlyList<RowGroup> RowGroups { get; init; }

    /// <summary>Values of the Hive partition columns, from the path, in the order of the path.</summary>
    public IReadOnlyList<PartitionValue> Partition { get; init; } = [];

    /// <summary>Columns the file spells or cases differently: the plan's name → the file's name.</summary>
    public IReadOnlyDictionary<string, string> Renames { get; init; } = new Dictionary<string, string>();

    /// <summary>Columns of the plan that the file lacks: null in all its rows.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>Number of rows in all row groups.</summary>
    public long Rows => RowGroups.Sum(g => g.Rows);
}

/// <summary>A file that Spark reads a table from.</summary>
/// <param name="Path">Absolute path or URI.</param>
/// <param name="Length">Length in bytes; null: not known.</param>
/// <param name="Modified">Modification time in UTC; null: not known.</param>
sealed record TableFile(string Path, long? Length, DateTime? Modified);

/// <summary>The type of a Hive partition column, decided over all its values.</summary>
enum PartitionType
{
    /// <summary>Every value is a whole number without leading zeros that fits 64 bits.</summary>
    Int64,

    /// <summary>Every value is a date, yyyy-MM-dd.</summary>
    Date,

    /// <summary>Anything else.</summary>
    String,
}

/// <summary>The value that a file's path gives one partition column.</summary>
/// <param name="Column">The column's name.</param>
/// <param name="Type">The column's type, the same in all files of a job.</param>
/// <param name="Value">The unescaped text, or null for <c>__HIVE_DEFAULT_PARTITION__</c>.</param>
sealed record PartitionValue(string Column, PartitionType Type, string? Value);
