namespace SparkTfRecord.Jobs;

/// <summary>What becomes of a row that cannot be converted.</summary>
public enum BadRowPolicy
{
    /// <summary>The job fails and says which row it was.</summary>
    Fail,

    /// <summary>The row is left out and counted.</summary>
    Skip,

    /// <summary>The row is left out, counted, and kept in a Parquet file with the reason.</summary>
    Quarantine,
}
