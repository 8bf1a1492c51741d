using System.Diagnostics;
using System.Runtime.InteropServices;

namespace SparkTfRecord.IntegrationTests.Spark;

/// <summary>Processes by what stands in their command lines, and signals to them; Linux only, as Spark's tests are.</summary>
static class Processes
{
    public const int Sigint = 2;
    public const int Sigkill = 9;
    public const int Sigterm = 15;
    public const int Sigcont = 18;
    public const int Sigstop = 19;

    /// <summary>Ids of the processes whose command lines hold all these words.</summary>
    public static IReadOnlyList<int> Find(params string[] words) =>
        [.. Process.GetProcesses().Select(p => p.Id).Where(id => Read(id, "cmdline") is { } line && words.All(w => line.Contains(w, StringComparison.Ordinal)))];

    /// <summary>Ids of the processes in whose environment a text stands: a process and all that it started.</summary>
    public static IReadOnlyList<int> FindByEnvironment(string text) =>
        [.. Process.GetProcesses().Select(p => p.Id).Where(id => Read(id, "environ")?.Contains(text, StringComparison.Ordinal) == true)];

    /// <summary>Sends a signal.</summary>
    public static void Signal(int process, int signal) => Assert.Equal(0, SendSignal(process, signal));

    /// <summary>Sends a signal to a process that may have ended.</summary>
    public static void TrySignal(int process, int signal) => _ = SendSignal(process, signal);

    /// <summary>Waits for something to become true.</summary>
    public static void WaitUntil(Func<bool> condition, string what, int seconds = 60)
    {
        for (var waited = Stopwatch.StartNew(); !condition(); Thread.Sleep(50))
            Assert.True(waited.Elapsed < TimeSpan.FromSeconds(seconds), $"{what}: not within {seconds} s");
    }

    static string? Read(int process, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/{file}").Replace('\0', ' ');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int SendSignal(int process, int signal);
}
