using System.Runtime.InteropServices;

namespace SparkTfRecord.Cli;

/// <summary>Turns SIGINT and SIGTERM into a request to stop; a second one ends the process at once.</summary>
sealed class Signals : IDisposable
{
    readonly CancellationTokenSource _stop = new();
    readonly PosixSignalRegistration[] _registrations;

    /// <summary>Listens until disposed.</summary>
    public Signals() => _registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, s => Heard(s, Cli.ExitCode.Interrupted)),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, s => Heard(s, Cli.ExitCode.Terminated)),
    ];

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Stop => _stop.Token;

    /// <summary>The exit code that tells of the signal; 0 before one.</summary>
    public int ExitCode { get; private set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        _stop.Dispose();
    }

    void Heard(PosixSignalContext context, int exitCode)
    {
        context.Cancel = true;
        if (ExitCode != 0)
            Environment.Exit(exitCode);
        ExitCode = exitCode;
        _stop.Cancel();
    }
}
