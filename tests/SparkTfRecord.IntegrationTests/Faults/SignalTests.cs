using SparkTfRecord.IntegrationTests.Support;

namespace SparkTfRecord.IntegrationTests.Faults;

/// <summary>SIGINT and SIGTERM to conversions that take a second or more.</summary>
public sealed class SignalTests : IDisposable
{
    readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public void Signal_InMidJob_LeavesTheOldDataSetAndNothingElse(string signal, int exitCode)
    {
        var old = _place.Succeed(_place.Input(1));
        using var program = _place.StartLong("--mode", "overwrite", "--json");

        program.Signal(signal);

        Assert.Equal(exitCode, program.Wait());
        Assert.Equal("sparktfrecord: stopped; nothing was published.\n", program.Error);
        Assert.Equal($$"""{"exitCode":{{exitCode}},"errors":["stopped; nothing was published."]}""" + "\n", program.Out);
        Assert.Equal(old, _place.SoundAndAlone());
    }

    [Fact]
    public void Signal_ASecondTime_EndsAtOnce()
    {
        Assert.Equal(0, CliProcess.Shell(_place.Root, "mkfifo job.json").ExitCode);
        using var program = CliProcess.Start(_place.Root, "convert", "--job", "job.json");
        using var writer = new FileStream(Path.Combine(_place.Root, "job.json"), FileMode.Open, FileAccess.Write); // opens when the program does

        program.Signal("INT");
        Assert.False(program.EndsWithin(100)); // it is asked to stop and cannot: nobody writes the job
        for (var i = 0; i < 100 && !program.EndsWithin(100); i++) // two signals that are pending at once count as one
            program.Signal("INT");

        Assert.Equal(130, program.Wait());
    }
}
