using SparkTfRecord.IntegrationTests.Support;

namespace SparkTfRecord.IntegrationTests.Memory;

/// <summary>The largest resident size of the process: 256 MiB, 64 MiB a thread and three times the largest row or page, whatever the file.</summary>
public sealed class MemoryTests : IDisposable
{
    const long MiB = 1 << 20;

    readonly Workplace _place = new();

    string Input => Path.Combine(_place.Root, "large.parquet");

    public void Dispose() => _place.Dispose();

    [Fact]
    public void Convert_OneRowGroupOfManyRows_StaysBelowTheBound()
    {
        LargeFile.WriteNumbers(Input, rows: 2_000_000, columns: 30);

        AssertPeak(threads: 1, largest: MiB);
    }

    [Fact]
    public void Convert_TenThousandColumns_StaysBelowTheBound()
    {
        LargeFile.WriteNumbers(Input, rows: 1500, columns: 10_000);

        AssertPeak(threads: 1, largest: 0);
    }

    [Fact]
    public void Convert_RowsOfAHundredMegabytes_StaysBelowTheBound()
    {
        LargeFile.WriteBytes(Input, rows: 4, length: _ => (int)(100 * MiB), pageRows: 1);

        AssertPeak(threads: 1, largest: 100 * MiB);
    }

    [Fact]
    public void Convert_ShortRowsThenLongOnes_StaysBelowTheBound()
    {
        LargeFile.WriteBytes(Input, rows: 50_300, length: row => row < 50_000 ? 1 : (int)MiB, pageRows: 100);

        AssertPeak(threads: 1, largest: 100 * MiB);
    }

    [Fact]
    public void Convert_ShortTextsThenOneLongTextRepeated_StaysBelowTheBound()
    {
        LargeFile.WriteRepeatedText(Input, shortRows: 40_000, longRows: 6000, length: 100_000);

        AssertPeak(threads: 1, largest: 100_000);
    }

    [Fact]
    public void Convert_PagesOfSixtyMegabytes_StaysBelowTheBound()
    {
        LargeFile.WriteBytes(Input, rows: 4000, length: row => 20_000 + (row * 7919 % 80_000), pageRows: 1000);

        AssertPeak(threads: 2, largest: 60 * MiB);
    }

    // Of the first the statistics of each shard are 250 MB, which are left out; of the second they are just few enough.
    [Theory]
    [InlineData(2000, 500, true)]
    [InlineData(1000, 110, false)]
    public void Convert_ManyShardsOfManyColumns_StaysBelowTheBound(int columns, int shards, bool totalsOnly)
    {
        LargeFile.WriteNumbers(Input, rows: 1500, columns);

        AssertPeak(threads: 1, largest: 0, "--shards", $"{shards}");

        Assert.Equal(totalsOnly, File.ReadAllText(Path.Combine(_place.Out, "_statistics.json"))[..100].Contains("shardsLeftOut", StringComparison.Ordinal));
    }

    void AssertPeak(int threads, long largest, params string[] options)
    {
        using var program = CliProcess.Start(_place.Root, [.. _place.Convert(Input, "--threads", $"{threads}"), .. options]);

        var peak = program.WaitAndWatchMemory();

        Assert.True(program.Wait() == 0, program.Error);
        Assert.InRange(peak, 30 * MiB, (256 + (64 * threads)) * MiB + (3 * largest));
    }
}
