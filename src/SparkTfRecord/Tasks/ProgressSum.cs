namespace SparkTfRecord.Tasks;

/// <summary>Sums up what tasks have done, and tells it one call at a time.</summary>
/// <param name="listener">Hears it.</param>
/// <param name="totalRows">Input rows of the whole job.</param>
sealed class ProgressSum(IProgress<ConversionProgress> listener, long totalRows) : ITaskProgress
{
    readonly Lock _lock = new();
    ConversionProgress _sum = new(0, totalRows, 0);

    /// <inheritdoc/>
    public void Add(long rows, long bytes)
    {
        lock (_lock)
            listener.Report(_sum = _sum with { Rows = _sum.Rows + rows, Bytes = _sum.Bytes + bytes });
    }

    /// <inheritdoc/>
    public void Count(int completed, int all)
    {
        lock (_lock)
            listener.Report(_sum = _sum with { CompletedTasks = completed, TotalTasks = all });
    }
}
