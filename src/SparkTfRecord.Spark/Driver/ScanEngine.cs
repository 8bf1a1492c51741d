using SparkTfRecord.Planning;
using SparkTfRecord.Tasks;

namespace SparkTfRecord.Spark.Driver;

/// <summary>
/// Scan mode: Spark runs the plan's tasks, and each opens its input files itself. Spark only sees the tasks' indexes and the
/// reports that come back; what retried, speculated or lost attempts left behind no report names.
/// </summary>
/// <param name="start">The application, started when first asked for.</param>
sealed class ScanEngine(Func<SparkApplication> start) : ITaskEngine
{
    const int PartitionsPerCore = 4;
    const int MostTasks = 4; // of a partition where the cores are not all there yet

    public string Name => start().Describe("scan mode");

    public IReadOnlyList<TaskReport> Run(ConversionPlan plan, string stagingDirectory, ITaskProgress? progress, CancellationToken cancellationToken)
    {
        var application = start();
        using var indexes = application.Session.Range(plan.Tasks.Count, Partitions(plan.Tasks.Count, application.Session.DefaultParallelism));
        var reports = new SparkJob(application, plan, progress, stagingDirectory).Run(indexes, cancellationToken);
        if (!reports.Select(r => r.Task).Order().SequenceEqual(Enumerable.Range(0, plan.Tasks.Count)))
            Throw.ReportsIncomplete(plan.Tasks.Count, reports.Count);
        return [.. reports.OrderBy(r => r.Task)];
    }

    /// <summary>
    /// A partition costs Spark 14 ms, and the tasks of one go on in the open file. So there are a few for each core, and for clusters that are still growing at least
    /// a quarter of the tasks.
    /// </summary>
    internal static int Partitions(int tasks, int cores) => Math.Min(tasks, Math.Max(PartitionsPerCore * cores, (tasks + MostTasks - 1) / MostTasks));
}
