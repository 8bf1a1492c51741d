using SparkTfRecord.IntegrationTests.Support;

namespace SparkTfRecord.IntegrationTests.Faults;

/// <summary>Jobs that are not alone: others write to the same output, or read from it.</summary>
public sealed class CompanyTests : IDisposable
{
    readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public void TwoJobs_IntoOneOutput_OneWinsAndTheOtherExitsWith75()
    {
        using var first = _place.StartLong();
        var (exitCode, _, error) = CliProcess.Run(_place.Root, _place.Convert(_place.Input(1)));
        Assert.True(exitCode == 75, error);
        Assert.Contains($"on host {Environment.MachineName}", error, StringComparison.Ordinal);
        Assert.Equal(0, first.Wait());
        _place.SoundAndAlone();
    }

    [Fact]
    public void Overwrite_WhileAReaderHasTheOldShardsOpen_DoesNotDisturbIt()
    {
        _place.Succeed(_place.Input(1), "--shards", "4");
        var names = Directory.GetFiles(_place.Out, "*.tfrecord");
        var before = names.Select(File.ReadAllBytes).ToArray();
        var readers = Array.ConvertAll(names, File.OpenRead);
        _place.Succeed(_place.Input(1), "--shards", "4", "--mode", "overwrite", "--exclude", "carrier");
        for (var i = 0; i < readers.Length; i++)
        {
            var read = new byte[before[i].Length];
            readers[i].ReadExactly(read);
            Assert.Equal(before[i], read);
            readers[i].Dispose();
            Assert.NotEqual(before[i], File.ReadAllBytes(names[i]));
        }
    }
}
