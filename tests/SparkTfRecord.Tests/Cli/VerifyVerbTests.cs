using System.Text.Json;
using SparkTfRecord.Tests.Support;

namespace SparkTfRecord.Tests.Cli;

public sealed class VerifyVerbTests
{
    [Fact]
    public void Verify_SoundFiles_SaysHowMuchItRead()
    {
        var run = CliRun.Of("verify", Golden.Path("pairs/scalars.tfrecord"), Golden.Path("examples/types.tfrecord.gz"));

        Assert.Equal(0, run.ExitCode);
        Assert.Matches("^2 files, [0-9]+ records, 154 kB in .* s .*/s.: all sound\n$", run.Out);
    }

    [Fact]
    public void Verify_DamagedFiles_ExitsOneWithALineEach()
    {
        var run = CliRun.Of("verify", Golden.Path("records/damaged/length-crc.mid.tfrecord"), Golden.Path("records/none.tfrecord"), Golden.Path("records/damaged/not-tfrecord.tfrecord"), "--json");

        Assert.Equal(1, run.ExitCode);
        using var json = JsonDocument.Parse(run.Out);
        var faults = json.RootElement.GetProperty("errors").EnumerateArray().Select(f => f.GetString()!).ToList();
        Assert.Equal(faults.Select(f => $"sparktfrecord: {f}"), run.Error.TrimEnd().Split('\n'));
        Assert.Equal(2, faults.Count);
        Assert.All(faults, fault => Assert.Matches("tfrecord: record [0-9]+ at byte [0-9]+: ", fault));
    }

    [Fact]
    public void Verify_NothingToVerify_ExitsTwo()
    {
        using var empty = new TemporaryDirectory();
        Assert.Equal(2, CliRun.Of("verify", empty.Path).ExitCode);
        Assert.Equal(2, CliRun.Of("verify", empty["missing"]).ExitCode);
    }
}
