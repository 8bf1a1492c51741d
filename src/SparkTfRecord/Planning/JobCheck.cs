using SparkTfRecord.Storage;

namespace SparkTfRecord.Planning;

/// <summary>What can be wrong with a job before anything is read.</summary>
static class JobCheck
{
    /// <summary>Checks that the input is files, of a format that is read without Spark.</summary>
    public static void Files(JobInput input, List<string> problems)
    {
        if (input.Format != "parquet")
            problems.Add(Problem.Format(input.Format));
        if (input.Table is not null)
            problems.Add(Problem.OnlyOnSpark("input.table"));
        if (input.Sql is not null)
            problems.Add(Problem.OnlyOnSpark("input.sql"));
        if (input.Options.Count > 0)
            problems.Add(Problem.OnlyOnSpark("input.options"));
        if (input.Paths.Count == 0)
            problems.Add(Problem.NoInput());
    }

    /// <summary>Checks the values of the job, but for the input, by themselves.</summary>
    public static void Values(Job job, IStorage storage, List<string> problems)
    {
        var output = job.Output;
        if (output.Path is { } path && string.IsNullOrWhiteSpace(path))
            problems.Add(Problem.NoOutput());
        else if (output.Path is { } uri && !storage.Reaches(uri))
            problems.Add(Problem.OutputRemote(uri));
        if (!IsShardName(output.Name))
            problems.Add(Problem.ShardName(output.Name));
        if (output.Shards is < 1 or > ShardLayout.Most)
            problems.Add(Problem.ShardCount(output.Shards.Value));
        if (output.ShardSize is { } size and < 1)
            problems.Add(Problem.ShardSize(size));
        if (output.Codec is not ("none" or "gzip" or "zlib"))
            problems.Add(Problem.Codec(output.Codec));
        if (output.Level is < 0 or > 9)
            problems.Add(Problem.Level(output.Level.Value));
        else if (output.Level is { } level && output.Codec == "none")
            problems.Add(Problem.LevelWithoutCodec(level));
        if (output.Index && output.Codec != "none")
            problems.Add(Problem.IndexWithCodec(output.Codec));
        if (job.Splits is { } splits)
            Splits(splits, problems);
        if (job.BadRows is { Policy: BadRowPolicy.Fail, Max: { } limit })
            problems.Add(Problem.LimitWithoutPolicy(limit));
        if (job.Warmup is not null && output.RecordType != RecordType.Example)
            problems.Add(Problem.WarmupOfOtherRecords(output.RecordType));
        if (job.Engine.Threads is < 1)
            problems.Add(Problem.Threads(job.Engine.Threads.Value));
    }

    static void Splits(SplitOptions splits, List<string> problems)
    {
        if (splits.Shares.Values.Sum() != 1 || splits.Shares.Values.Any(s => s <= 0))
            problems.Add(Problem.SplitShares(splits.Shares.Values.Sum()));
        foreach (var name in splits.Shares.Keys.Where(n => n.Length is 0 or > 50 || n[0] == '_' || !n.All(c => char.IsLetterOrDigit(c) || c == '_')))
            problems.Add(Problem.SplitName(name));
    }

    /// <summary>Checks that no column has a name that quarantined rows need.</summary>
    public static void Quarantine(BadRowOptions options, IEnumerable<SchemaColumn> columns, List<string> problems)
    {
        if (options.Policy == BadRowPolicy.Quarantine && columns.FirstOrDefault(c => Tasks.Quarantine.AddedColumns.Contains(c.Name)) is { } taken)
            problems.Add(Problem.QuarantineColumn(taken.Name));
    }

    /// <summary>Checks that the output is no part of the input, nor the input of an output that is replaced.</summary>
    public static void Places(JobOutput output, InputListing input, IStorage storage, List<string> problems)
    {
        if (string.IsNullOrWhiteSpace(output.Path))
            return;
        var path = storage.RealPath(InputListing.Absolute(output.Path));
        if (input.Roots.FirstOrDefault(r => IsIn(path, storage.RealPath(r))) is { } root)
            problems.Add(Problem.OutputInsideInput(output.Path, root));
        else if (input.Files.FirstOrDefault(f => f.Path == path || (output.Mode == SaveMode.Overwrite && IsIn(storage.RealPath(f.Path), path))) is { } file)
            problems.Add(Problem.InputInsideOutput(output.Path, file.Path));
    }

    /// <summary>Whether a path is a directory or lies in it.</summary>
    public static bool IsIn(string path, string directory) =>
        path == directory || path.StartsWith(directory.EndsWith('/') ? directory : directory + "/", StringComparison.Ordinal);

    // Wildcards would break the patterns that TensorFlow and Spark find shards by, a colon Hadoop's paths.
    static bool IsShardName(string name) =>
        name.Length is > 0 and <= 200 && name[0] is not ('_' or '.') && !name.Any(c => char.IsControl(c) || "/\\:*?[]{}\"'<>|".Contains(c, StringComparison.Ordinal));
}
