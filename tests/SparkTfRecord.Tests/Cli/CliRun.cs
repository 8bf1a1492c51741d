using SparkTfRecord.Cli;

namespace SparkTfRecord.Tests.Cli;

/// <summary>A command line run inside the test's process.</summary>
sealed record CliRun(int ExitCode, string Out, string Error)
{
    public static CliRun Of(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = CommandLine.Run(arguments, new Session { Out = output, Error = error });
        return new(code, output.ToString(), error.ToString());
    }
}
