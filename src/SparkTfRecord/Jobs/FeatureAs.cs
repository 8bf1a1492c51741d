namespace SparkTfRecord.Jobs;

/// <summary>What values can be written as.</summary>
public enum FeatureAs
{
    /// <summary>32-bit floats.</summary>
    Float,

    /// <summary>Whole numbers: a decimal without its point.</summary>
    Int64,

    /// <summary>Text.</summary>
    Text,

    /// <summary>A double's 8 bytes.</summary>
    Raw,

    /// <summary>One JSON text: structs, maps and lists of these or of lists.</summary>
    Json,
}
