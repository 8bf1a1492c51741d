namespace SparkTfRecord;

/// <summary>What a split got.</summary>
/// <param name="Split">Its name.</param>
/// <param name="Records">Records in it.</param>
public sealed record SplitResult(string Split, long Records);
