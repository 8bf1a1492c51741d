namespace SparkTfRecord.Cli;

/// <summary>What the process tells its caller.</summary>
static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>The data or the storage failed.</summary>
    public const int Failed = 1;

    /// <summary>Wrong usage or plan; nothing was written.</summary>
    public const int Usage = 2;

    /// <summary>Worth another try.</summary>
    public const int TryAgain = 75;

    /// <summary>SIGINT.</summary>
    public const int Interrupted = 130;

    /// <summary>SIGTERM.</summary>
    public const int Terminated = 143;
}
