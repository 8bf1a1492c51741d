using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace SparkTfRecord.IntegrationTests.Support;

/// <summary>The built program, run as its users run it.</summary>
sealed class CliProcess : IDisposable
{
    static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    readonly StringBuilder _out = new();
    readonly StringBuilder _error = new();

    CliProcess(ProcessStartInfo start)
    {
        Process = new() { StartInfo = start };
        Process.OutputDataReceived += (_, e) => Append(_out, e.Data);
        Process.ErrorDataReceived += (_, e) => Append(_error, e.Data);
        Process.Start();
        Process.BeginOutputReadLine();
        Process.BeginErrorReadLine();
    }

    /// <summary>The program as the build leaves it, or another build of it that SPARKTFRECORD_PROGRAM names, such as a release.</summary>
    public static string Program { get; } = Environment.GetEnvironmentVariable("SPARKTFRECORD_PROGRAM") ??
        Path.Combine(Repository.Root, "artifacts", "bin", "SparkTfRecord.Cli", Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/')), "sparktfrecord");

    public bool HasExited => Process.HasExited;

    Process Process { get; }

    public string Out => Read(_out);

    public string Error => Read(_error);

    /// <summary>Starts the program.</summary>
    /// <remarks>A shell that runs the tests in the background lets them ignore SIGINT, and their children too; env undoes it.</remarks>
    public static CliProcess Start(string directory, params string[] arguments) =>
        StartThrough(["/usr/bin/env", "--default-signal=INT,TERM"], directory, arguments);

    /// <summary>Starts the program through another one, such as setpriv.</summary>
    public static CliProcess StartThrough(string[] launcher, string directory, params string[] arguments) =>
        new(StartInfo(launcher[0], directory, [.. launcher[1..], Program, .. arguments]));

    /// <summary>Runs a shell command to its end; the program is on its path.</summary>
    public static (int ExitCode, string Out, string Error) Shell(string directory, string command)
    {
        using var process = new CliProcess(StartInfo("/bin/bash", directory, "-c", command));
        return (process.Wait(), process.Out, process.Error);
    }

    /// <summary>Runs the program to its end.</summary>
    public static (int ExitCode, string Out, string Error) Run(string directory, params string[] arguments)
    {
        using var process = Start(directory, arguments);
        return (process.Wait(), process.Out, process.Error);
    }

    /// <summary>Sends a signal by its name, such as INT.</summary>
    public void Signal(string name)
    {
        using var kill = Process.Start("/bin/bash", ["-c", $"kill -{name} {Process.Id}"]); // the shell's own: not every machine has another
        kill.WaitForExit();
    }

    /// <summary>Ends it as a crash or the kernel's out-of-memory killer does: at once, without a chance to clean up.</summary>
    public void Kill()
    {
        Process.Kill();
        Process.WaitForExit();
    }

    /// <summary>Waits until something is so, as long as the process runs.</summary>
    public void WaitUntil(Func<bool> condition)
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.False(Process.HasExited, $"the process ended first, with {(Process.HasExited ? Process.ExitCode : 0)}: {Error}");
            Assert.True(watch.Elapsed < s_patience, "it did not happen");
            Thread.Sleep(5);
        }
    }

    /// <summary>Whether it ends in that time.</summary>
    public bool EndsWithin(int milliseconds) => Process.WaitForExit(milliseconds);

    /// <summary>Runs to its end.</summary>
    /// <returns>The most bytes of memory it held at once.</returns>
    public long WaitAndWatchMemory()
    {
        var peak = 0L;
        while (!Process.WaitForExit(2))
            peak = Math.Max(peak, PeakMemory());
        return peak;
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>The exit code.</returns>
    public int Wait()
    {
        if (!Process.WaitForExit(s_patience))
        {
            Process.Kill(entireProcessTree: true);
            Assert.Fail($"the process did not end: {Error}");
        }
        Process.WaitForExit(); // until both streams are read to their ends
        return Process.ExitCode;
    }

    public void Dispose()
    {
        if (!Process.HasExited)
            Process.Kill(entireProcessTree: true);
        Process.Dispose();
    }

    /// <summary>The kernel's VmHWM: the most of all its life so far.</summary>
    long PeakMemory()
    {
        try
        {
            var line = File.ReadLines($"/proc/{Process.Id}/status").FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line.Split(':', 'k')[1], CultureInfo.InvariantCulture) << 10;
        }
        catch (IOException)
        {
            return 0; // it has just ended
        }
    }

    static ProcessStartInfo StartInfo(string program, string directory, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.Environment["PATH"] = $"{Path.GetDirectoryName(Program)}:{Environment.GetEnvironmentVariable("PATH")}";
        return start;
    }

    static void Append(StringBuilder text, string? line)
    {
        if (line is null)
            return;
        lock (text)
            text.Append(line).Append('\n');
    }

    static string Read(StringBuilder text)
    {
        lock (text)
            return text.ToString();
    }
}
