using System.Text.Json;
using SparkTfRecord.IntegrationTests.Support;

namespace SparkTfRecord.IntegrationTests.Cli;

public sealed class ConvertTests : IDisposable
{
    readonly ScratchDirectory _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void Convert_SampleJobTwice_SaysWhatItMadeAndHowToReadIt()
    {
        Directory.CreateSymbolicLink(_scratch["jobs"], Path.Combine(Repository.Root, "jobs"));
        for (var run = 0; run < 2; run++)
        {
            var (code, output, error) = CliProcess.Run(_scratch.Path, "convert", "--job", "jobs/sample/boston.json");

            Assert.True(code == 0, error);
            Assert.All(error.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.StartsWith("warning: ", line, StringComparison.Ordinal));
            Assert.StartsWith("569 rows became 569 records in 1 shard, ", output, StringComparison.Ordinal);
            Assert.Contains("import _feature_spec", output, StringComparison.Ordinal);
        }
        Assert.True(File.Exists(_scratch["out/boston/data-00000-of-00001.tfrecord"]));
        Assert.True(File.Exists(_scratch["out/boston/_warmup/tf_serving_warmup_requests"]));
        Assert.True(File.Exists(_scratch["out/boston/_SUCCESS"]));
    }

    [Fact]
    public void Convert_GoldenPair_WritesTensorFlowsBytes()
    {
        var (code, _, error) = CliProcess.Run(_scratch.Path, "convert", Repository.Golden("pairs/breast_cancer.parquet"), "out");

        Assert.True(code == 0, error);
        Assert.Equal(File.ReadAllBytes(Repository.Golden("pairs/breast_cancer.tfrecord")), File.ReadAllBytes(_scratch["out/data-00000-of-00001.tfrecord"]));
    }

    [Fact]
    public void Convert_Json_IsTheLastLineOfOutputAndNothingElse()
    {
        var (code, output, _) = CliProcess.Run(_scratch.Path, "convert", Repository.Golden("data/penguins.parquet"), "out", "--shards", "2", "--json");

        Assert.Equal(0, code);
        using var json = JsonDocument.Parse(output);
        Assert.Equal(344, json.RootElement.GetProperty("records").GetInt64());
        Assert.Equal(2, json.RootElement.GetProperty("shards").GetArrayLength());
        Assert.True(json.RootElement.GetProperty("written").GetBoolean());
    }

    [Fact]
    public void Convert_Quiet_SaysNothing() => Assert.Equal(
        (0, "", ""), CliProcess.Run(_scratch.Path, "convert", Repository.Golden("data/penguins.parquet"), "out", "--quiet"));

    [Fact]
    public void Convert_DamagedInput_ExitsOneAndLeavesNothing()
    {
        var (code, output, error) = CliProcess.Run(_scratch.Path, "convert", Repository.Golden("damaged/cut-half.parquet"), "out");

        Assert.Equal((1, ""), (code, output));
        Assert.Matches("^sparktfrecord: .*cut-half.parquet.*\n$", error);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_scratch.Path));
    }

    [Fact]
    public void Convert_ExistingOutput_DependsOnTheMode()
    {
        string[] convert = ["convert", Repository.Golden("data/penguins.parquet"), "out", "--quiet"];
        Assert.Equal(0, CliProcess.Run(_scratch.Path, convert).ExitCode);

        var (code, _, error) = CliProcess.Run(_scratch.Path, convert);
        Assert.Equal(2, code);
        Assert.Contains("--mode overwrite", error, StringComparison.Ordinal);
        Assert.Equal(0, CliProcess.Run(_scratch.Path, [.. convert, "--mode", "overwrite"]).ExitCode);
        Assert.Contains("--mode ignore left it as it is", CliProcess.Run(_scratch.Path, [.. convert[..^1], "--mode", "ignore"]).Out, StringComparison.Ordinal);
        Assert.Equal(0, CliProcess.Run(_scratch.Path, [.. convert, "--mode", "append"]).ExitCode);
    }

    [Theory]
    [InlineData(null, 0)]
    [InlineData("99", 99)]
    public void Convert_NoRows_ExitsAsAsked(string? asked, int expected)
    {
        string[] convert = ["convert", Repository.Golden("pages/zero-rows.parquet"), "out", "--exclude", "ts,dec,st"];
        var (code, _, error) = CliProcess.Run(_scratch.Path, asked is null ? convert : [.. convert, "--exit-code-when-empty", asked]);

        Assert.Equal(expected, code);
        Assert.Contains("warning: The input has no rows", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Convert_EnvironmentVariable_IsUsedAndNotStored()
    {
        var (code, _, error) = CliProcess.Shell(_scratch.Path, $"SECRET=hush sparktfrecord convert '{Repository.Golden("data/penguins.parquet")}' 'out/${{env:SECRET}}' -q");

        Assert.True(code == 0, error);
        var manifest = File.ReadAllText(_scratch["out/hush/_manifest.json"]);
        Assert.Contains("${env:SECRET}", manifest, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", manifest, StringComparison.Ordinal);
        Assert.Equal(2, CliProcess.Run(_scratch.Path, "convert", Repository.Golden("data/penguins.parquet"), "${env:NOT_SET_ANYWHERE}").ExitCode);
    }
}
