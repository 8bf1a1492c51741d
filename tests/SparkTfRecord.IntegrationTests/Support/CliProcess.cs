using System.Diagnostics;
using System.Globalization;

namespace SparkTfRecord.IntegrationTests.Support;

/// <summary>The program as a user starts it: a process of its own.</summary>
sealed class CliProcess : IDisposable
{
    readonly Process _process;
    readonly Task<string> _out, _error;

    CliProcess(Process process)
    {
        _process = process;
        _out = process.StandardOutput.ReadToEndAsync();
        _error = process.StandardError.ReadToEndAsync();
    }

    /// <summary>What it wrote to standard error, once it has ended.</summary>
    public string Error => _error.Result;

    /// <summary>What it wrote to standard output, once it has ended.</summary>
    public string Out => _out.Result;

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    /// <summary>Starts the program.</summary>
    /// <remarks>A shell that runs the tests in the background lets them ignore SIGINT, and their children too; env undoes it.</remarks>
    public static CliProcess Start(params string[] arguments) =>
        StartThrough(OperatingSystem.IsLinux() ? ["env", "--default-signal=INT"] : [], arguments);

    /// <summary>Starts the program through another one, such as setpriv.</summary>
    public static CliProcess StartThrough(string[] launcher, string[] arguments)
    {
        string[] line = [.. launcher, "dotnet", Path.Combine(AppContext.BaseDirectory, "SparkTfRecord.Cli.dll"), .. arguments];
        return new(Process.Start(new ProcessStartInfo(line[0], line[1..]) { RedirectStandardOutput = true, RedirectStandardError = true })!);
    }

    /// <summary>Runs the program to its end.</summary>
    public static (int ExitCode, string Out, string Error) Run(params string[] arguments)
    {
        using var program = Start(arguments);
        return (program.Wait(), program.Out, program.Error);
    }

    /// <summary>Runs to its end.</summary>
    /// <returns>The most bytes of memory it held at once.</returns>
    public long WaitAndWatchMemory()
    {
        var peak = 0L;
        while (!_process.WaitForExit(2))
            peak = Math.Max(peak, PeakMemory());
        return peak;
    }

    /// <summary>The kernel's VmHWM: the most of all its life so far.</summary>
    long PeakMemory()
    {
        try
        {
            var line = File.ReadLines($"/proc/{_process.Id}/status").FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line.Split(':', 'k')[1], CultureInfo.InvariantCulture) << 10;
        }
        catch (IOException)
        {
            return 0; // it has just ended
        }
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>The exit code.</returns>
    public int Wait()
    {
        if (!_process.WaitForExit(TimeSpan.FromMinutes(2)))
        {
            Kill();
            Assert.Fail("the program did not end in two minutes");
        }
        return _process.ExitCode;
    }

    /// <summary>Sends a signal by its name, such as INT.</summary>
    public void Signal(string name) => Process.Start("kill", [$"-{name}", $"{_process.Id}"]).WaitForExit();

    /// <summary>Ends it as a crash or the kernel's out-of-memory killer does: at once, without a chance to clean up.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Waits until something is so while the program runs.</summary>
    public void WaitUntil(Func<bool> condition, string what)
    {
        while (!condition())
        {
            Assert.False(_process.HasExited, $"the program ended before {what}: {(_process.HasExited ? Error : "")}");
            Thread.Sleep(1);
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            Kill();
        _process.Dispose();
    }
}
