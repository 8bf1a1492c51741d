using SparkTfRecord.Cli.Output;

namespace SparkTfRecord.Tests.Cli;

public sealed class ProgressTests
{
    [Fact]
    public void Log_WhileWorkGoesOn_WritesALineEachTime()
    {
        using var writer = new LineWriter();
        var report = new ProgressReport();
        report.Report(new(1000, 4000, 500_000));

        using (new ProgressLog(report, writer, TimeSpan.FromMilliseconds(1)))
        {
            for (var i = 0; i < 2; i++)
            {
                Assert.True(writer.Written.Wait(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
                Assert.Matches(@"^\d\d:\d\d:\d\d 25 ?%: 1,000 of 4,000 rows, .* rows/s, .*B/s, .* left$", writer.Lines[i]);
            }
        }
    }

    [Fact]
    public void Rates_BytesNotKnownYet_AreLeftOut()
    {
        var report = new ProgressReport();
        report.Report(new(1000, 4000, 0));
        Assert.Matches("^[^,]* rows/s, [^,]* left$", report.Rates());
    }

    sealed class LineWriter : StringWriter
    {
        public SemaphoreSlim Written { get; } = new(0);

        public List<string> Lines { get; } = [];

        public override void WriteLine(string? value)
        {
            Lines.Add(value!);
            Written.Release();
        }

        protected override void Dispose(bool disposing)
        {
            Written.Dispose();
            base.Dispose(disposing);
        }
    }
}
