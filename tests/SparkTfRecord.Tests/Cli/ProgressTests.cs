using SparkTfRecord.Cli.Output;

namespace SparkTfRecord.Tests.Cli;

public sealed class ProgressTests
{
    [Theory]
    [InlineData(4000, 500_000, 0, @"^\d\d:\d\d:\d\d 25 ?%: 1,000 of 4,000 rows, [^,]* rows/s, [^,]*B/s, [^,]* left$")]
    [InlineData(4000, 0, 400, @"^\d\d:\d\d:\d\d 25 ?%: 1,000 of 4,000 rows, 120 of 400 tasks, [^,]* rows/s, [^,]* left$")]
    [InlineData(0, 0, 400, @"^\d\d:\d\d:\d\d 120 of 400 tasks$")]
    public void Log_WhileWorkGoesOn_WritesALineEachTime(long rows, long bytes, int tasks, string line)
    {
        using var writer = new LineWriter();
        var report = new ProgressReport();
        report.Report(new(rows / 4, rows, bytes, tasks * 3 / 10, tasks));

        using (new ProgressLog(report, writer, TimeSpan.FromMilliseconds(1)))
        {
            for (var i = 0; i < 2; i++)
            {
                Assert.True(writer.Written.Wait(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
                Assert.Matches(line, writer.Lines[i]);
            }
        }
    }

    [Fact]
    public void Rates_NothingPlannedYet_AreEmpty() => Assert.Empty(new ProgressReport().Rates());

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
