using SparkTfRecord.IntegrationTests.Support;

namespace SparkTfRecord.IntegrationTests.Cli;

public sealed class StreamTests : IDisposable
{
    readonly ScratchDirectory _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void Head_ReaderThatHasSeenEnough_IsNoError()
    {
        var (code, output, error) = CliProcess.Shell(
            _scratch.Path, $"set -o pipefail; sparktfrecord head '{Repository.Golden("examples/types.tfrecord")}' -n 1000000 | head -1");

        Assert.Equal((0, "{}\n", ""), (code, output, error));
    }

    [Fact]
    public void Output_SharedFile_IsAppendedTo()
    {
        CliProcess.Shell(_scratch.Path, "(echo before; sparktfrecord --version; echo after) > log");

        Assert.Matches("^before\nsparktfrecord [0-9.]+\nafter\n$", File.ReadAllText(_scratch["log"]));
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("NO_COLOR=1", false)]
    public void Convert_OnATerminal_ShowsABarAndObeysNoColor(string environment, bool colors)
    {
        var (code, output, _) = CliProcess.Shell(
            _scratch.Path, $"{environment} TERM=xterm-256color script -qec \"sparktfrecord convert '{Repository.Golden("data/flights.parquet")}' out --exclude time_hour\" /dev/null");

        Assert.Equal(0, code);
        Assert.Contains("10,000 rows became 10,000 records", output, StringComparison.Ordinal);
        Assert.Equal(colors, output.Contains("\u001b[38;5;", StringComparison.Ordinal));
    }

    [Fact]
    public void Convert_ElsewhereThanOnATerminal_WritesNoEscapes()
    {
        var (_, output, error) = CliProcess.Run(_scratch.Path, "convert", Repository.Golden("data/penguins.parquet"), "out");

        Assert.DoesNotContain('\u001b', output + error);
    }
}
