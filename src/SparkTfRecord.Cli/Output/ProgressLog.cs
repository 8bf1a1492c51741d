using System.Globalization;

namespace SparkTfRecord.Cli.Output;

/// <summary>Writes a line of progress every ten seconds, for logs.</summary>
sealed class ProgressLog : IDisposable
{
    readonly Timer _timer;

    /// <summary>Writes until disposed.</summary>
    public ProgressLog(ProgressReport report, TextWriter writer, TimeSpan? every = null)
    {
        var interval = every ?? TimeSpan.FromSeconds(10);
        _timer = new(_ => Write(report, writer), null, interval, interval);
    }

    /// <summary>Ends it; a line under way is written before this returns.</summary>
    public void Dispose()
    {
        using var written = new ManualResetEvent(false);
        if (_timer.Dispose(written))
            written.WaitOne();
    }

    static void Write(ProgressReport report, TextWriter writer)
    {
        var last = report.Last;
        var rates = report.Rates();
        if (rates.Length == 0)
            return;
        // Without rows there is no share: the tasks of later stages are not known yet.
        var rows = last.TotalRows == 0 ? "" : string.Create(CultureInfo.InvariantCulture,
            $"{(double)last.Rows / last.TotalRows:P0}: {Units.Count(last.Rows)} of {Units.Count(last.TotalRows, "row")}, ");
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{DateTime.Now:HH:mm:ss} {rows}{rates}"));
    }
}
