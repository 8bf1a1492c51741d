using System.Text.Json.Nodes;
using Apache.Arrow.Types;
using SparkTfRecord.Tests.Support;

namespace SparkTfRecord.Tests.Cli;

public sealed class QuarantineTests : IDisposable
{
    readonly TemporaryDirectory _directory = TemporaryDirectory.InMemory();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Convert_OfAQuarantineAfterAFix_AddsWhatWasMissing()
    {
        Write("in/day=1/a.parquet", ("v", "[1, -2, 3]"));
        Write("in/day=2/a.parquet", ("v", "[4]"));
        File.WriteAllText(_directory["job.json"], """
            { "input": { "where": "day = 1" }, "features": { "v": { "min": 0 } }, "badRows": { "policy": "quarantine" } }
            """);
        var run = CliRun.Of("convert", "--job", _directory["job.json"], _directory["in"], _directory["out"]);
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal("{\"day\":[1],\"v\":[1]}\n{\"day\":[1],\"v\":[3]}\n", CliRun.Of("head", _directory["out"]).Out);

        var kept = Table.Read(_directory["out/_quarantine/task-00000.parquet"]).ToDictionary(c => c.Name, c => c.Values);
        Assert.Equal(["\"-2\""], kept["v"]);
        Assert.Equal(["\"1\""], kept["_row"]);
        Write("fixed/a.parquet", ("v", "[2]"), ("day", "[1]"), ("_reason", "[0]"), ("_file", "[0]"), ("_row", "[1]"));
        run = CliRun.Of("convert", "--job", _directory["job.json"], _directory["fixed"], _directory["out"], "--mode", "append");
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal("{\"day\":[1],\"v\":[1]}\n{\"day\":[1],\"v\":[3]}\n{\"day\":[1],\"v\":[2]}\n", CliRun.Of("head", _directory["out"]).Out);
    }

    [Fact]
    public void Verify_QuarantineDeletedByHand_IsSoundAndStaysAppendable()
    {
        Write("in/a.parquet", ("v", "[1, -2, 3, -4]"));
        string[] options = ["--features-min", "v=0", "--bad-rows", "quarantine"];
        Assert.Equal(0, CliRun.Of(["convert", _directory["in"], _directory["out"], .. options, "--threads", "1"]).ExitCode);
        Assert.Equal(0, CliRun.Of("verify", _directory["out"]).ExitCode);
        Directory.Move(_directory["out/_quarantine"], _directory["away"]);
        Assert.Equal(0, CliRun.Of("verify", _directory["out"]).ExitCode);
        Assert.Equal(0, CliRun.Of(["convert", _directory["in"], _directory["out"], .. options, "--mode", "append"]).ExitCode);
        Assert.Equal(0, CliRun.Of("verify", _directory["out"]).ExitCode);

        // A directory that is there must hold what the manifest says.
        Directory.CreateDirectory(_directory["out/_quarantine"]);
        var run = CliRun.Of("verify", _directory["out"]);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("_quarantine/task-00000.parquet: is missing.", run.Error, StringComparison.Ordinal);
    }

    void Write(string file, params (string Name, string Values)[] columns)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_directory[file])!);
        JsonColumn.WriteParquet(_directory[file], [.. columns.Select(c => (c.Name, (IArrowType)Int64Type.Default, JsonNode.Parse(c.Values)!.AsArray()))]);
    }
}
