using System.Text;
using Microsoft.Win32.SafeHandles;

namespace SparkTfRecord.Cli;

/// <summary>What a run has from its surroundings: the streams, whether people watch them, and the wish to stop.</summary>
sealed class Session
{
    /// <summary>Results go here.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Errors, warnings and progress go here.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Columns of the terminal behind <see cref="Out"/>; null when it is none.</summary>
    public int? OutWidth { get; init; }

    /// <summary>True when <see cref="Error"/> is a terminal.</summary>
    public bool ErrorIsTerminal { get; init; }

    /// <summary>False when NO_COLOR is set.</summary>
    public bool Color { get; init; }

    /// <summary>Cancelled by SIGINT and SIGTERM.</summary>
    public CancellationToken Stop { get; init; }

    /// <summary>The exit code after a stop.</summary>
    public Func<int> StopCode { get; init; } = () => ExitCode.Interrupted;

    /// <summary>The process's own surroundings.</summary>
    public static Session OfProcess(Signals signals) => new()
    {
        Out = Console.IsOutputRedirected ? RedirectedOutput() : Console.Out,
        Error = Console.Error,
        OutWidth = Console.IsOutputRedirected ? null : Math.Max(Console.WindowWidth, 40),
        ErrorIsTerminal = !Console.IsErrorRedirected,
        Color = string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")),
        Stop = signals.Stop,
        StopCode = () => signals.ExitCode,
    };

    // Console's own stream swallows a broken pipe and would let `head | head -1` read the whole data set; a FileStream fails at the next write.
    // Not for a file, though: there a FileStream keeps its own position and would write over what others write to the same descriptor.
    static StreamWriter RedirectedOutput()
    {
        var pipe = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        return new(pipe.CanSeek ? Console.OpenStandardOutput() : pipe, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 16 << 10);
    }
}
