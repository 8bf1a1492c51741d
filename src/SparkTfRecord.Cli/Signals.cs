using System.Runtime.InteropServices;

namespace SparkTfRecord.Cli;

/// <summary>Turns SIGINT and SIGTERM into a request to stop; a second one ends the process at once.</summary>
sealed class Signals : IDisposable
{
    readonly CancellationTokenSource _stop = new();
    readonly PosixSignalRegistration[] _registrations;
    int _exitCode;

    /// <summary>Listens until disposed.</summary>
    public Signals() => _registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, s => Heard(s, Cli.ExitCode.Interrupted)),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, s => Heard(s, Cli.ExitCode.Terminated)),
    ];

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Stop => _stop.Token;

    /// <summary>The exit code that tells of the signal; 0 before one.</summary>
    public int ExitCode => Volatile.Read(ref _exitCode);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        _stop.Dispose();
    }

    static void EndAtOnce(int exitCode)
    {
        if (!Console.IsErrorRedirected)
            Console.Error.Write("\u001b[?25h"); // the progress bar has hidden the cursor
        Environment.Exit(exitCode);
    }

    void Heard(PosixSignalContext context, int exitCode)
    {
        context.Cancel = true;
        if (Interlocked.CompareExchange(ref _exitCode, exitCode, 0) != 0) // two signals may be heard at once
            EndAtOnce(exitCode);
        _stop.Cancel();
    }
}
