using Spectre.Console;
using Spectre.Console.Rendering;

namespace SparkTfRecord.Cli.Output;

/// <summary>Shows a bar with rates on a terminal while something runs.</summary>
static class ProgressBar
{
    /// <summary>Runs it under a bar on standard error.</summary>
    public static T Run<T>(Session session, ProgressReport report, Func<T> work)
    {
        var console = Terminal.Of(session.Error, session.Color, width: null);
        return console.Progress()
            .AutoClear(true)
            .Columns(new ProgressBarColumn(), new PercentageColumn(), new RatesColumn(report))
            .Start(context =>
            {
                var task = context.AddTask("convert");
                using var timer = new Timer(_ => Update(task, report), null, 0, 100);
                return work();
            });
    }

    static void Update(ProgressTask task, ProgressReport report)
    {
        var (rows, total, _, completed, tasks) = report.Last;
        if (total == 0 && tasks == 0)
            return;
        (task.MaxValue, task.Value) = total > 0 ? (total, rows) : (tasks, completed);
    }

    sealed class RatesColumn(ProgressReport report) : ProgressColumn
    {
        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
            new Text(report.Rates() is { Length: > 0 } rates ? rates : "planning");
    }
}
