using System.CommandLine;

namespace SparkTfRecord.Cli.Verbs;

/// <summary>Options that several verbs share.</summary>
static class CommonOptions
{
    /// <summary>Stack traces.</summary>
    public static Option<bool> Verbose { get; } = new("--verbose") { Description = "Show where an error came from", Recursive = true };

    /// <summary>A result for programs.</summary>
    public static Option<bool> Json { get; } = new("--json") { Description = "Print the result, or the errors, as one JSON object: the last line of standard output" };

    /// <summary>No progress, no summary.</summary>
    public static Option<bool> Quiet { get; } = new("--quiet", "-q") { Description = "Print errors only" };
}
