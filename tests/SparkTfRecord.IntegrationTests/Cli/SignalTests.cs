namespace SparkTfRecord.IntegrationTests.Cli;

/// <summary>Stops conversions that take many seconds: 400,000 rows through gzip at its slowest.</summary>
public sealed class SignalTests : IDisposable
{
    readonly ScratchDirectory _scratch = new();

    public SignalTests()
    {
        Directory.CreateDirectory(_scratch["in"]);
        for (var i = 0; i < 40; i++)
            File.Copy(Repository.Golden("data/flights.parquet"), _scratch[$"in/{i:D2}.parquet"]);
    }

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public void Convert_Signal_EndsAndLeavesNothing(string signal, int exitCode)
    {
        using var process = StartLongConversion("--json");

        process.Kill(signal);

        Assert.Equal(exitCode, process.WaitForExit());
        Assert.Equal("sparktfrecord: stopped; nothing was published.\n", process.Error);
        Assert.Equal($$"""{"exitCode":{{exitCode}},"errors":["stopped; nothing was published."]}""" + "\n", process.Out);
        Assert.Equal(["in"], Directory.EnumerateFileSystemEntries(_scratch.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void Convert_SecondInterrupt_EndsAtOnce()
    {
        Assert.Equal(0, SparktfrecordProcess.Shell(_scratch.Path, "mkfifo job.json").ExitCode);
        using var process = SparktfrecordProcess.Start(_scratch.Path, "convert", "--job", "job.json");
        using var writer = new FileStream(_scratch["job.json"], FileMode.Open, FileAccess.Write); // opens when the program does

        process.Kill("INT");
        Assert.False(process.Process.WaitForExit(100)); // it is asked to stop and cannot: nobody writes the job
        for (var i = 0; i < 100 && !process.Process.WaitForExit(100); i++) // two signals that are pending at once count as one
            process.Kill("INT");

        Assert.Equal(130, process.WaitForExit());
    }

    SparktfrecordProcess StartLongConversion(params string[] options)
    {
        var process = SparktfrecordProcess.Start(_scratch.Path, ["convert", "in", "out", "--codec", "gzip", "--level", "9", "--exclude", "time_hour", .. options]);
        process.WaitUntil(() => Directory.EnumerateDirectories(_scratch.Path, "_out.staging-*").Any());
        return process;
    }
}
