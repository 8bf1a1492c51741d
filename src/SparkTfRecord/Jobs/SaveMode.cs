namespace SparkTfRecord.Jobs;

/// <summary>What to do when the data set exists; Spark's words.</summary>
public enum SaveMode
{
    /// <summary>Refuse.</summary>
    Error,

    /// <summary>Replace it, all at once.</summary>
    Overwrite,

    /// <summary>Add shards to it.</summary>
    Append,

    /// <summary>Do nothing and succeed.</summary>
    Ignore,
}
