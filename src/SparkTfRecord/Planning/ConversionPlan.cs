using System.Text.Json.Serialization;
using SparkTfRecord.Examples;

namespace SparkTfRecord.Planning;

/// <summary>Everything decided before the first row is read: what all tasks share, and the tasks. Serialisable as JSON.</summary>
sealed record ConversionPlan
{
    /// <summary>The job, complete and checked, environment variables filled in: not to be stored.</summary>
    public required Job Job { get; init; }

    /// <summary>The job as it was written, <c>${env:…}</c> unresolved: what the manifest tells. Tasks do not get it; null: the same.</summary>
    [JsonIgnore]
    public Job? JobAsWritten { get; init; }

    /// <summary>The input files in the order of their rows.</summary>
    public required IReadOnlyList<InputFile> Files { get; init; }

    /// <summary>The files that Spark names where it reads the input: for the manifest, so tasks do not get them. Null: <see cref="Files"/> are what is read.</summary>
    [JsonIgnore]
    public IReadOnlyList<TableFile>? TableFiles { get; init; }

    /// <summary>The columns of the table, partition columns last, excluded ones left out.</summary>
    public required IReadOnlyList<TableColumn> Columns { get; init; }

    /// <summary>The columns with their types, and those of <see cref="SplitBy"/>, for rows that are kept: an Arrow IPC schema. Null: no rows are kept, or they have all columns.</summary>
    public byte[]? KeptColumns { get; init; }

    /// <summary>The features, in the UTF-8 order of their names.</summary>
    public required IReadOnlyList<FeatureMapping> Features { get; init; }

    /// <summary>The columns whose values decide a row's split; empty: its record does.</summary>
    public IReadOnlyList<string> SplitBy { get; init; } = [];

    /// <summary>The shards in order; they cover all rows. None, and no tasks, where Spark reads the input: then the tasks decide. With splits each split has as many, and each of these stands for one of every split.</summary>
    public required IReadOnlyList<ShardPlan> Shards { get; init; }

    /// <summary>The tasks in order; each owns a run of consecutive shards.</summary>
    public required IReadOnlyList<ConversionTask> Tasks { get; init; }

    /// <summary>Things the user should know and that are no errors, one line each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Number of input rows.</summary>
    public long Rows => Shards.Sum(s => s.Rows);
}

/// <summary>A column of the table.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type in Arrow's words.</param>
/// <param name="Nullable">Whether it can hold nulls.</param>
/// <param name="Partition">Whether it comes from the path.</param>
sealed record TableColumn(string Name, string Type, bool Nullable, bool Partition);

/// <summary>One shard to write.</summary>
/// <param name="Index">0-based index of the shard.</param>
/// <param name="FirstRow">0-based row of the whole input that is its first.</param>
/// <param name="Rows">Number of input rows it covers.</param>
sealed record ShardPlan(int Index, long FirstRow, long Rows);

/// <summary>Rows of one file.</summary>
/// <param name="File">Index into <see cref="ConversionPlan.Files"/>.</param>
/// <param name="FirstRow">0-based row of the file.</param>
/// <param name="Rows">Number of rows, at least 1.</param>
sealed record InputSlice(int File, long FirstRow, long Rows);

/// <summary>What one thread, or one Spark task, does: reads slices of the input and writes a run of consecutive shards.</summary>
/// <param name="Index">0-based index of the task.</param>
/// <param name="Input">The rows to read, in order.</param>
/// <param name="Shards">The shards to write, in order; together they hold exactly the rows of <paramref name="Input"/>.</param>
sealed record ConversionTask(int Index, IReadOnlyList<InputSlice> Input, IReadOnlyList<ShardPlan> Shards);
