namespace SparkTfRecord.Jobs;

/// <summary>One conversion: what a job file and the command line say together. JSON names are these in camel case; <c>new()</c> is the default of each part.</summary>
public sealed record Job
{
    /// <summary>Version of the job file's format.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Where the rows come from.</summary>
    public JobInput Input { get; init; } = new();

    /// <summary>Where and how the records go.</summary>
    public JobOutput Output { get; init; } = new();

    /// <summary>What deviates from the default mapping, by feature name.</summary>
    public IReadOnlyDictionary<string, FeatureOptions> Features { get; init; } = new Dictionary<string, FeatureOptions>();

    /// <summary>Groups of features whose lists have as many values in every row; other rows are bad.</summary>
    public IReadOnlyList<IReadOnlyList<string>> SameLength { get; init; } = [];

    /// <summary>What stands between the names of a column and of a field in it in the name of a feature: <c>user/age</c>.</summary>
    public string Separator { get; init; } = "/";

    /// <summary>How the rows are divided into splits; null: they are not.</summary>
    public SplitOptions? Splits { get; init; }

    /// <summary>The warm-up request to make in the same run; null: none.</summary>
    public WarmupOptions? Warmup { get; init; }

    /// <summary>What becomes of rows that cannot be converted.</summary>
    public BadRowOptions BadRows { get; init; } = new();

    /// <summary>Where it runs.</summary>
    public EngineOptions Engine { get; init; } = new();

    /// <summary>The <c>_feature_spec.json</c> that the data set must have, but for the files and their number of records; null: any.</summary>
    public string? ExpectSpec { get; init; }

    /// <summary>Read everything back and check it before the commit. Off by default: it reads the whole output once more.</summary>
    public bool Verify { get; init; }
}
