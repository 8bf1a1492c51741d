using SparkTfRecord.Cli.Output;

namespace SparkTfRecord.Cli;

/// <summary>What an exception means to the caller: an exit code, and one line an error.</summary>
/// <param name="Code">The process's exit code.</param>
/// <param name="Lines">One line each.</param>
sealed record Failure(int Code, IReadOnlyList<string> Lines)
{
    /// <summary>The failure that an exception stands for; what the tasks threw together is taken apart.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="stopCode">The exit code when it was a signal that stopped the run.</param>
    public static Failure Of(Exception exception, int stopCode)
    {
        var errors = exception is AggregateException together ? [.. together.Flatten().InnerExceptions] : new[] { exception };
        var worst = errors.MaxBy(Rank)!;
        return new(worst is OperationCanceledException ? stopCode : CodeOf(worst), [.. errors.Where(e => CodeOf(e) == CodeOf(worst)).SelectMany(LinesOf).Distinct()]);
    }

    static int Rank(Exception e) => e switch
    {
        OperationCanceledException => 0,
        PlanException => 2,
        _ => 1,
    };

    static int CodeOf(Exception e) => e switch
    {
        PlanException => ExitCode.Usage,
        OutputInUseException => ExitCode.TryAgain,
        OperationCanceledException => ExitCode.Interrupted,
        _ => ExitCode.Failed,
    };

    static IEnumerable<string> LinesOf(Exception e) => e switch
    {
        PlanException plan => plan.Problems.Select(OneLine.Of),
        OperationCanceledException => ["stopped; nothing was published."],
        InvalidDataException or IOException or UnauthorizedAccessException or NotSupportedException => [OneLine.Of(e.Message)],
        _ => [$"{e.GetType().Name}: {OneLine.Of(e.Message)} This is a fault of the program; --verbose shows where."],
    };
}
