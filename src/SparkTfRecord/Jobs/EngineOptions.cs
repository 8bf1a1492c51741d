namespace SparkTfRecord.Jobs;

/// <summary>Where it runs.</summary>
public sealed record EngineOptions
{
    /// <summary>On Spark: who reads the input.</summary>
    public EngineMode Mode { get; init; }

    /// <summary>Threads of the local engine; null: one a core.</summary>
    public int? Threads { get; init; }
}
