using System.Diagnostics;
using SparkTfRecord.Planning;
using SparkTfRecord.Tasks;

namespace SparkTfRecord.Cli.Output;

/// <summary>Counts what tasks have done.</summary>
sealed class ProgressReport : IConversionProgress
{
    readonly Stopwatch _watch = new();
    long _total;
    long _rows;
    long _bytes;

    /// <summary>Input rows of the whole job; 0 until it is planned.</summary>
    public long Total => Volatile.Read(ref _total);

    /// <summary>Input rows read so far.</summary>
    public long Rows => Volatile.Read(ref _rows);

    /// <inheritdoc/>
    public void Started(ConversionPlan plan)
    {
        _watch.Start();
        Volatile.Write(ref _total, plan.Rows);
    }

    /// <inheritdoc/>
    public void Add(long rows, long bytes)
    {
        Interlocked.Add(ref _rows, rows);
        Interlocked.Add(ref _bytes, bytes);
    }

    /// <summary>Rates and time left: <c>1.23 M rows/s, 812 MB/s, 12 s left</c>.</summary>
    public string Rates()
    {
        var seconds = Math.Max(_watch.Elapsed.TotalSeconds, 1e-3);
        var rows = Rows;
        var rates = $"{Units.Rows(rows / seconds)}, {Units.Bytes(Volatile.Read(ref _bytes) / seconds)}/s";
        return rows == 0 ? rates : $"{rates}, {Units.Time(TimeSpan.FromSeconds((Total - rows) * seconds / rows))} left";
    }
}
