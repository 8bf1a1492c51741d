namespace SparkTfRecord.Jobs;

/// <summary>What becomes of a null value, or of a null among the values of a list.</summary>
public enum NullPolicy
{
    /// <summary>A null value: the row has no such feature. A null in a list: left out of it.</summary>
    Missing,

    /// <summary>The row is bad.</summary>
    Fail,

    /// <summary>A given value is written instead.</summary>
    Default,
}
