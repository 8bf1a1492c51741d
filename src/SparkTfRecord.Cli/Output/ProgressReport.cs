using System.Diagnostics;

namespace SparkTfRecord.Cli.Output;

/// <summary>Keeps how far a conversion is, for those who show it now and then.</summary>
sealed class ProgressReport : IProgress<ConversionProgress>
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
    public void Report(ConversionProgress value)
    {
        _watch.Start();
        Volatile.Write(ref _total, value.TotalRows);
        Volatile.Write(ref _rows, value.Rows);
        Volatile.Write(ref _bytes, value.Bytes);
    }

    /// <summary>Rates and time left: <c>1.23 M rows/s, 812 MB/s, 12 s left</c>. Bytes are left out where they are not known before the end, as on Spark.</summary>
    public string Rates()
    {
        var seconds = Math.Max(_watch.Elapsed.TotalSeconds, 1e-3);
        var rows = Rows;
        var bytes = Volatile.Read(ref _bytes);
        var rates = Units.Rows(rows / seconds) + (bytes == 0 ? "" : $", {Units.Bytes(bytes / seconds)}/s");
        return rows == 0 ? rates : $"{rates}, {Units.Time(TimeSpan.FromSeconds((Total - rows) * seconds / rows))} left";
    }
}
