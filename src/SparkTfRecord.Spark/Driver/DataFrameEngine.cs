using SparkTfRecord.Planning;
using SparkTfRecord.Spark.Session;
using SparkTfRecord.Storage;
using SparkTfRecord.Tasks;

namespace SparkTfRecord.Spark.Driver;

/// <summary>DataFrame mode: Spark reads and computes the rows and sends each partition to a worker, which encodes them and writes shards.</summary>
/// <param name="application">The application.</param>
/// <param name="table">The rows.</param>
/// <param name="storage">Where the output goes.</param>
sealed class DataFrameEngine(SparkApplication application, DataFrame table, IStorage storage) : ITaskEngine
{
    public string Name => application.Describe("DataFrame mode");

    public IReadOnlyList<TaskReport> Run(ConversionPlan plan, string stagingDirectory, ITaskProgress? progress, CancellationToken cancellationToken)
    {
        var columns = plan.Features.Select(f => f.Column).Concat(plan.SplitBy).ToHashSet();
        using var chosen = table.Select([.. plan.Columns.Select(c => c.Name).Union(plan.SplitBy).Where(columns.Contains)]);
        using var partitions = plan.Job.Output.Shards is { } count ? chosen.Repartition(count) : chosen;
        var reports = new SparkJob(application, plan, progress, stagingDirectory).Run(partitions, cancellationToken);
        var numbered = Number(reports.Sum(r => r.Rows) < plan.Job.Output.Shards ? WithoutEmptyShards(reports) : reports);
        // Spark starts no worker for no partitions, but a data set without rows has one shard all the same.
        return numbered.Exists(r => r.Shards.Count > 0) ? numbered : [.. numbered, NoRows(plan, stagingDirectory)];
    }

    // A data set has no more shards than rows.
    static List<TaskReport> WithoutEmptyShards(IReadOnlyList<TaskReport> reports) => [.. reports.Select(r => r with { Shards = [.. r.Shards.Where(s => s.Rows > 0)] })];

    /// <summary>Shards and rows count through all partitions; a partition itself knew only of its own.</summary>
    static List<TaskReport> Number(IReadOnlyList<TaskReport> reports)
    {
        var (shard, row) = (0, 0L);
        var numbered = new List<TaskReport>();
        foreach (var report in reports.OrderBy(r => r.Task))
        {
            numbered.Add(report with
            {
                Shards = [.. report.Shards.Select(s => s with { Index = shard + s.Index, FirstRow = row + s.FirstRow })],
                Sample = report.Sample is { } sample ? sample with { FirstRow = row } : null,
            });
            shard += report.Shards.Select(s => s.Index + 1).DefaultIfEmpty().Max();
            row += report.Rows;
        }
        return numbered;
    }

    TaskReport NoRows(ConversionPlan plan, string stagingDirectory)
    {
        var one = plan with { Job = plan.Job with { Output = plan.Job.Output with { Shards = 1 } } };
        var local = Directory.CreateTempSubdirectory("sparktfrecord-");
        try
        {
            using var shards = TaskShards.OfPartition(one, local.FullName, "none");
            var report = new TaskReport { Task = 0, Shards = shards.Complete(), Rows = 0 };
            foreach (var file in report.Files())
                storage.WriteFile(StoragePath.Join(stagingDirectory, file), File.ReadAllBytes(Path.Combine(local.FullName, file)));
            return report;
        }
        finally
        {
            local.Delete(recursive: true);
        }
    }
}
