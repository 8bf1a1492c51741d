namespace SparkTfRecord.Jobs;

/// <summary>What becomes of lists that are too long.</summary>
public enum TooLong
{
    /// <summary>The row is bad.</summary>
    Fail,

    /// <summary>Values beyond the limit are left out.</summary>
    Truncate,
}
