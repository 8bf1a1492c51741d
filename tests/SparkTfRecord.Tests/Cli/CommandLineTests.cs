using System.Text.Json;

namespace SparkTfRecord.Tests.Cli;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("convert a b --shrads 4", "there is no option --shrads; did you mean --shards?")]
    [InlineData("convert a b --qqqqqqqq", "there is no option --qqqqqqqq")]
    [InlineData("comvert a b", "there is no verb 'comvert'; did you mean convert?")]
    [InlineData("convert a", "'a': one path alone could be the input or the output; write both, or say which with --input-paths or --output.")]
    [InlineData("convert a b --shards four", "--shards: the value is 'four'; expected a whole number of at least 1.")]
    [InlineData("convert a b --codec lz4", "--codec: the value is 'lz4'; expected none, gzip or zlib.")]
    [InlineData("convert a b --feature x", "--feature: the value is 'x'; expected NAME=COLUMN.")]
    [InlineData("convert a b --set ds", "--set: the value is 'ds'; expected NAME=VALUE.")]
    [InlineData("convert a b --warmup-rows 0", "--warmup-rows: the value is '0'; expected a number of rows to sample, or an array of 0-based rows.")]
    [InlineData("convert ${ds} b", "INPUT: ${ds} is not set; give it with --set ds=VALUE, or write $${ for the two characters.")]
    [InlineData("job nope", "there is no verb 'nope'")]
    [InlineData("head a -n -1", "--records: the value is '-1'; expected a whole number of at least 0.")]
    [InlineData("verify a --threads 0", "--threads: the value is '0'; expected a whole number of at least 1.")]
    [InlineData("convert a b --exit-code-when-empty x", "--exit-code-when-empty: the value is 'x'; expected a whole number of at least 0.")]
    [InlineData("convert  b", "Input '': no such file or directory, and no file matches it; check the path and quote globs in the shell.")]
    [InlineData("convert --job /", "--job /: this is a directory; name the job's file.")]
    [InlineData("completion tcsh", "there is no completion for 'tcsh'; there are bash, zsh and fish.")]
    [InlineData("convert a b --shards", "Required argument missing for option: '--shards'.")]
    [InlineData("convert --job /no/such/job.json", "--job /no/such/job.json: Could not find a part of the path '/no/such/job.json'.")]
    public void Run_WrongUsage_ExitsTwoWithOneLine(string line, string message)
    {
        var run = CliRun.Of(line.Split(' '));

        Assert.Equal(2, run.ExitCode);
        Assert.Equal($"sparktfrecord: {message}", run.Error.Split('\n')[0]);
        Assert.Empty(run.Out);
    }

    [Theory]
    [InlineData("", "Usage: sparktfrecord VERB")]
    [InlineData("job", "Usage: sparktfrecord job VERB")]
    public void Run_NoVerb_PrintsHelpAndExitsTwo(string line, string usage)
    {
        var run = CliRun.Of(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(usage, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_Version_PrintsIt() => Assert.Matches(@"^sparktfrecord \d+\.\d+\.\d+\n$", CliRun.Of("--version").Out);

    [Fact]
    public void Run_FailureWithJson_PrintsOneObjectOnTheLastLine()
    {
        var run = CliRun.Of("convert", "a", "b", "--shards", "none", "--json");

        using var json = JsonDocument.Parse(run.Out.TrimEnd().Split('\n')[^1]);
        Assert.Equal(2, json.RootElement.GetProperty("exitCode").GetInt32());
        Assert.Equal("--shards: the value is 'none'; expected a whole number of at least 1.", json.RootElement.GetProperty("errors")[0].GetString());
    }
}
