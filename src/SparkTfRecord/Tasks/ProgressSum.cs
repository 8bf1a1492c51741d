namespace SparkTfRecord.Tasks;

/// <summary>Sums up what tasks have done, and tells it one call at a time.</summary>
/// <param name="listener">Hears it.</param>
/// <param name="totalRows">Input rows of the whole job.</param>
sealed class ProgressSum(IProgress<ConversionProgress> listener, long totalRows) : ITaskProgress
{
    readonly Lock _lock = new();
    long _rows;
    long _bytes;

    /// <inheritdoc/>
    public void Add(long rows, long bytes)
    {
        lock (_lock)
            listener.Report(new(_rows += rows, totalRows, _bytes += bytes));
    }
}
