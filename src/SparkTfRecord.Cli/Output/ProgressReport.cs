using System.Diagnostics;

namespace SparkTfRecord.Cli.Output;

/// <summary>Keeps how far a conversion is, for those who show it now and then.</summary>
sealed class ProgressReport : IProgress<ConversionProgress>
{
    readonly Stopwatch _watch = new();
    readonly Lock _lock = new();
    ConversionProgress _last;

    /// <summary>The last that was heard; nothing but zeros until the job is planned.</summary>
    public ConversionProgress Last
    {
        get
        {
            lock (_lock)
                return _last;
        }
    }

    /// <inheritdoc/>
    public void Report(ConversionProgress value)
    {
        lock (_lock)
        {
            _watch.Start();
            _last = value;
        }
    }

    /// <summary>
    /// Tasks, rates and time left: <c>12 of 48 tasks, 1.23 M rows/s, 812 MB/s, 12 s left</c>. Tasks are Spark's; bytes are left out where they are not known before
    /// the end, as on Spark, and so are rates and time where rows are not known. Empty when nothing is.
    /// </summary>
    public string Rates() => string.Join(", ", Parts());

    IEnumerable<string> Parts()
    {
        var (rows, total, bytes, completed, tasks) = Last;
        var seconds = Math.Max(_watch.Elapsed.TotalSeconds, 1e-3);
        if (tasks > 0)
            yield return $"{Units.Count(completed)} of {Units.Count(tasks, "task")}";
        if (total == 0)
            yield break;
        yield return Units.Rows(rows / seconds);
        if (bytes > 0)
            yield return $"{Units.Bytes(bytes / seconds)}/s";
        if (rows > 0)
            yield return $"{Units.Time(TimeSpan.FromSeconds((total - rows) * seconds / rows))} left";
    }
}
