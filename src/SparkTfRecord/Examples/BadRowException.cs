namespace SparkTfRecord.Examples;

/// <summary>A value that its feature cannot hold. The caller knows the file and turns it into a message with the row's place.</summary>
sealed class BadRowException(int row, FeatureMapping feature, string reason, string? value, string wayOut) : Exception(reason)
{
    /// <summary>0-based row of the batch.</summary>
    public int Row { get; } = row;

    /// <summary>The feature whose value it is.</summary>
    public FeatureMapping Feature { get; } = feature;

    /// <summary>The value for the message; null where it is private or has no short form.</summary>
    public string? Value { get; } = value;

    /// <summary>What the user can do.</summary>
    public string WayOut { get; } = wayOut;
}
