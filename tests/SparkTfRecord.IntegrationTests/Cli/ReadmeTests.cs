using System.Text.RegularExpressions;
using SparkTfRecord.IntegrationTests.Support;

namespace SparkTfRecord.IntegrationTests.Cli;

/// <summary>Runs the commands of the README, in their order, in one directory that holds what a clone has beside the program.</summary>
public sealed partial class ReadmeTests : IDisposable
{
    readonly ScratchDirectory _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void ShellExamples_Run()
    {
        foreach (var file in new[] { "spark/bin/spark-submit", "release.tar.gz" })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_scratch[file])!);
            File.WriteAllText(_scratch[file], "");
        }
        Directory.CreateSymbolicLink(_scratch["jobs"], Path.Combine(Repository.Root, "jobs"));
        var commands = ShellBlock().Matches(File.ReadAllText(Path.Combine(Repository.Root, "README.md")))
            .SelectMany(b => b.Groups[1].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            .Select(AsInstalled)
            .Where(c => !c.StartsWith("dotnet ", StringComparison.Ordinal) && !c.StartsWith("spark-submit ", StringComparison.Ordinal)) // the latter are ReleaseTests'
            .ToList();

        Assert.True(commands.Count >= 10);
        foreach (var command in commands)
        {
            var (code, output, error) = CliProcess.Shell(_scratch.Path, command);
            Assert.True(code == 0, $"{command}: {code}\n{error}");
            Assert.NotEmpty(output);
        }
        Assert.Equal(4, Directory.GetFiles(_scratch["out/gz"], "*.tfrecord.gz").Length);
    }

    // The program that was built stands for the one that the command would build.
    static string AsInstalled(string command) => command
        .Replace("sparktfrecord submit ", "SPARK_HOME=$PWD/spark SPARKTFRECORD_ARCHIVE=release.tar.gz sparktfrecord submit --print ", StringComparison.Ordinal)
        .Replace("dotnet run --project src/SparkTfRecord.Cli -- ", "sparktfrecord ", StringComparison.Ordinal)
        .Replace("out/bin/sparktfrecord ", "sparktfrecord ", StringComparison.Ordinal);

    [GeneratedRegex("```sh\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex ShellBlock();
}
