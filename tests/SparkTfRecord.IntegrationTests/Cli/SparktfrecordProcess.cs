using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace SparkTfRecord.IntegrationTests.Cli;

/// <summary>The built program, run as its users run it.</summary>
sealed class SparktfrecordProcess : IDisposable
{
    static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    readonly StringBuilder _out = new();
    readonly StringBuilder _error = new();

    SparktfrecordProcess(ProcessStartInfo start)
    {
        Process = new() { StartInfo = start };
        Process.OutputDataReceived += (_, e) => Append(_out, e.Data);
        Process.ErrorDataReceived += (_, e) => Append(_error, e.Data);
        Process.Start();
        Process.BeginOutputReadLine();
        Process.BeginErrorReadLine();
    }

    /// <summary>The repository's root.</summary>
    public static string Root { get; } = Repository.Root;

    /// <summary>The program as the build leaves it, or another build of it that SPARKTFRECORD_PROGRAM names, such as a release.</summary>
    public static string Program { get; } = Environment.GetEnvironmentVariable("SPARKTFRECORD_PROGRAM") ??
        Path.Combine(Root, "artifacts", "bin", "SparkTfRecord.Cli", Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/')), "sparktfrecord");

    public Process Process { get; }

    public string Out => Read(_out);

    public string Error => Read(_error);

    /// <summary>Starts the program.</summary>
    /// <remarks>A shell that runs the tests in the background lets them ignore SIGINT, and their children too; env undoes it.</remarks>
    public static SparktfrecordProcess Start(string directory, params string[] arguments) =>
        new(StartInfo("/usr/bin/env", directory, ["--default-signal=INT,TERM", Program, .. arguments]));

    /// <summary>Runs a shell command to its end; the program is on its path.</summary>
    public static (int ExitCode, string Out, string Error) Shell(string directory, string command)
    {
        using var process = new SparktfrecordProcess(StartInfo("/bin/bash", directory, "-c", command));
        return (process.WaitForExit(), process.Out, process.Error);
    }

    /// <summary>Runs the program to its end.</summary>
    public static (int ExitCode, string Out, string Error) Run(string directory, params string[] arguments)
    {
        using var process = Start(directory, arguments);
        return (process.WaitForExit(), process.Out, process.Error);
    }

    /// <summary>Sends a signal.</summary>
    public void Kill(string signal)
    {
        using var kill = Process.Start("/bin/kill", [$"-{signal}", Process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
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

    public int WaitForExit()
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
