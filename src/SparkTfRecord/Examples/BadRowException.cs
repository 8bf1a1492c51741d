namespace SparkTfRecord.Examples;

/// <summary>A value that its feature cannot hold. The caller knows the file and turns it into a message with the row's place.</summary>
/// <param name="row">0-based row of the batch.</param>
/// <param name="feature">The feature whose value it is.</param>
/// <param name="message">What is wrong with this row.</param>
/// <param name="value">The value for the message; null where it is private or has no short form.</param>
/// <param name="wayOut">What the user can do.</param>
/// <param name="reason">The message in words that all rows with the same fault share; null: the message is.</param>
sealed class BadRowException(int row, FeatureMapping feature, string message, string? value, string wayOut, string? reason = null) : Exception(message)
{
    public int Row { get; } = row;

    public FeatureMapping Feature { get; } = feature;

    /// <summary>What is wrong, the same words for all rows with the same fault: rows are counted by it.</summary>
    public string Reason { get; } = reason ?? message;

    public string? Value { get; } = value;

    public string WayOut { get; } = wayOut;
}
