using SparkTfRecord.Planning;
using SparkTfRecord.Tasks;

namespace SparkTfRecord.Spark.Driver;

/// <summary>
/// Scan mode: Spark runs the plan's tasks, and each opens its input files itself. Spark only sees the tasks' indexes, one a partition, and the
/// reports that come back; what retried, speculated or lost attempts left behind no report names.
/// </summary>
/// <param name="start">The application, started when first asked for.</param>
sealed class ScanEngine(Func<SparkApplication> start) : ITaskEngine
{
    public string Name => start().Describe("scan mode");

    public IReadOnlyList<TaskReport> Run(ConversionPlan plan, string stagingDirectory, ITaskProgress? progress, CancellationToken cancellationToken)
    {
        var application = start();
        using var indexes = application.Session.Range(plan.Tasks.Count);
        var reports = new SparkJob(application, plan, progress, stagingDirectory).Run(indexes, cancellationToken);
        if (!reports.Select(r => r.Task).Order().SequenceEqual(Enumerable.Range(0, plan.Tasks.Count)))
            Throw.ReportsIncomplete(plan.Tasks.Count, reports.Count);
        return [.. reports.OrderBy(r => r.Task)];
    }
}
