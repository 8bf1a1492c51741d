using System.Diagnostics;
using SparkTfRecord.Cli;
using SparkTfRecord.Tests.Cli;

namespace SparkTfRecord.Tests.Hostile;

/// <summary>Runs the program on what somebody damaged on purpose: it may work, or refuse in lines of its own; nothing else.</summary>
static class HostileRun
{
    // Far above what any of the small files here needs, far below what a length that lies asks for.
    const long MostBytes = 150 << 20;

    /// <summary>Runs it.</summary>
    /// <param name="what">The case, for the message when it fails.</param>
    /// <param name="arguments">The command line.</param>
    /// <param name="mostBytes">Most bytes that it may allocate.</param>
    /// <returns>Whether it worked.</returns>
    public static bool Works(string what, string[] arguments, long mostBytes = MostBytes)
    {
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var clock = Stopwatch.StartNew();
        var run = CliRun.Of(arguments);

        what = $"{what}, {string.Join(' ', arguments)}: {run.ExitCode}\n{run.Error}";
        Assert.True(run.ExitCode is ExitCode.Done or ExitCode.Failed or ExitCode.Usage, what);
        Assert.False(run.Error.Contains("fault of the program", StringComparison.Ordinal), what);
        Assert.All(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.Matches("^(sparktfrecord|warning): ", line));
        Assert.True(run.ExitCode == ExitCode.Done || run.Error.Length > 0, what);
        Assert.DoesNotContain('\u001b', run.Error);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"{clock.Elapsed}: {what}");
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        Assert.True(allocated < mostBytes, $"{allocated} bytes: {what}");
        return run.ExitCode == ExitCode.Done;
    }
}
