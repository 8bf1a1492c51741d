using System.Diagnostics;
using System.Globalization;
using SparkTfRecord.IntegrationTests.Support;

namespace SparkTfRecord.IntegrationTests.Faults;

/// <summary>Processes that die at any moment, by kill -9: the output is the old data set or the new one, and the next run works at once and cleans up.</summary>
public sealed class KillTests : IDisposable
{
    readonly Workplace _place = new();

    /// <summary>How often a process is killed in each test.</summary>
    static int Kills { get; } = int.Parse(Environment.GetEnvironmentVariable("SPARKTFRECORD_TEST_KILLS") ?? "4", CultureInfo.InvariantCulture);

    public void Dispose() => _place.Dispose();

    [Fact]
    public void Overwrite_KilledAtRandomMoments_LeavesOldOrNew() => KillOften(_place.Input(1), 1, "--mode", "overwrite");

    [Fact]
    public void Append_KilledAtRandomMoments_LeavesOldOrNew()
    {
        _place.Succeed(_place.Input(1));
        KillOften(_place.Input(1), 2, "--mode", "append", "--run-id", "monday");
    }

    [Fact]
    public void Overwrite_OfAMountPointKilledAtRandomMoments_LeavesOldOrNew()
    {
        _place.Mount(_place.Out, 200);
        KillOften(_place.Input(1), 3, "--mode", "overwrite");
    }

    // Two data sets in turn, the same records in three shards and in five.
    void KillOften(string input, int seed, params string[] mode)
    {
        string[][] turns = [["--shards", "3", .. mode], ["--shards", "5", .. mode]];
        var watch = Stopwatch.StartNew();
        string[] whole = [_place.Succeed(input, turns[0]), _place.Succeed(input, turns[1])];
        var duration = watch.Elapsed / 2;
        var random = new Random(seed);
        var killed = 0;
        for (var i = 0; i < Kills; i++)
        {
            using var program = CliProcess.Start(_place.Root, _place.Convert(input, turns[i % 2]));
            if (i % 2 == 0)
                Thread.Sleep(duration * random.NextDouble());
            else
                SleepUntilCommit(program, random.NextDouble() * 20);
            killed += program.HasExited ? 0 : 1;
            program.Kill();
            if (program.Wait() is 0)
                Assert.Equal(whole[i % 2], _place.SoundAndAlone());
            else
                Assert.Contains(_place.Sound(), whole);
        }
        Assert.True(killed > 0);
        Assert.Equal(whole[0], _place.Succeed(input, turns[0]));
    }

    // The commit takes some milliseconds of the process's life: half of the deaths are aimed at it.
    void SleepUntilCommit(CliProcess program, double milliseconds)
    {
        while (!program.HasExited && !_place.IsStaging("data"))
            Thread.Yield();
        Thread.Sleep(TimeSpan.FromMilliseconds(milliseconds));
    }
}
