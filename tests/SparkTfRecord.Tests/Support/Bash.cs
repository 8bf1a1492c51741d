using System.Diagnostics;

namespace SparkTfRecord.Tests.Support;

/// <summary>Runs lines for the shell as a user would paste them.</summary>
static class Bash
{
    /// <summary>What a script prints, which bash also finds sound without running it; the test is skipped where there is no bash.</summary>
    public static string Run(string script, string directory)
    {
        Assert.SkipUnless(File.Exists("/bin/bash"), "bash");
        Run(directory, "-n", "-c", script);
        return Run(directory, "-c", script);
    }

    static string Run(string directory, params string[] arguments)
    {
        var start = new ProcessStartInfo("/bin/bash", arguments) { WorkingDirectory = directory, RedirectStandardOutput = true, RedirectStandardError = true };
        using var bash = Process.Start(start)!;
        var errors = bash.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = bash.StandardOutput.ReadToEnd();
        bash.WaitForExit();
        Assert.True(bash.ExitCode == 0, errors.GetAwaiter().GetResult());
        return output;
    }
}
