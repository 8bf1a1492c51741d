namespace SparkTfRecord.Jobs;

/// <summary>What a Spark ML Vector can become other than its indices, values and size.</summary>
public enum VectorForm
{
    /// <summary>All its values, a sparse one filled with zeros.</summary>
    Dense,
}
