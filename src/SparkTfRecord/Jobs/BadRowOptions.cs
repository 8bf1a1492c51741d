namespace SparkTfRecord.Jobs;

/// <summary>What becomes of rows that cannot be converted.</summary>
public sealed record BadRowOptions
{
    /// <summary>What becomes of such a row; default: the job fails.</summary>
    public BadRowPolicy Policy { get; init; } = BadRowPolicy.Fail;

    /// <summary>Most rows that may be passed over before the job fails; null: any number.</summary>
    public BadRowLimit? Max { get; init; }
}
