namespace SparkTfRecord.Serving.Checks;

/// <summary>Something in a warm-up file that keeps TensorFlow Serving from loading the model, or from warming it.</summary>
/// <param name="Record">0-based record; null: the file as a whole.</param>
/// <param name="Problem">What is wrong: found, expected.</param>
/// <param name="Mend">The way out.</param>
sealed record WarmupFault(long? Record, string Problem, string Mend)
{
    /// <inheritdoc/>
    public override string ToString() => Record is { } record ? $"record {record}: {Problem}; {Mend}" : $"{Problem}; {Mend}";
}
