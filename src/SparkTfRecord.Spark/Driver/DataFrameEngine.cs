using SparkTfRecord.Planning;
using SparkTfRecord.Records;
using SparkTfRecord.Spark.Session;
using SparkTfRecord.Tasks;

namespace SparkTfRecord.Spark.Driver;

/// <summary>DataFrame mode: Spark reads and computes the rows and sends each partition to a worker, which encodes them and writes shards.</summary>
/// <param name="application">The application.</param>
/// <param name="table">The rows.</param>
sealed class DataFrameEngine(SparkApplication application, DataFrame table) : ITaskEngine
{
    public string Name => application.Describe("DataFrame mode");

    public IReadOnlyList<TaskReport> Run(ConversionPlan plan, string stagingDirectory, ITaskProgress? progress, CancellationToken cancellationToken)
    {
        var columns = plan.Features.Select(f => f.Column).ToHashSet();
        using var chosen = table.Select(plan.Columns.Select(c => c.Name).Where(columns.Contains));
        using var partitions = plan.Job.Output.Shards is { } count ? chosen.Repartition(count) : chosen;
        var reports = new SparkJob(application, plan, progress, stagingDirectory).Run(partitions, cancellationToken);
        var numbered = Number(reports.OrderBy(r => r.Task));
        return numbered.Exists(r => r.Shards.Count > 0) ? numbered : [EmptyShard(plan, stagingDirectory)];
    }

    /// <summary>Shards and rows count through all partitions; a partition itself knew only of its own.</summary>
    static List<TaskReport> Number(IEnumerable<TaskReport> reports)
    {
        var (shard, row) = (0, 0L);
        var numbered = new List<TaskReport>();
        foreach (var report in reports)
        {
            numbered.Add(report with { Shards = [.. report.Shards.Select(s => s with { Index = shard + s.Index, FirstRow = row + s.FirstRow })] });
            shard += report.Shards.Count;
            row += report.Rows;
        }
        return numbered;
    }

    /// <summary>A data set without rows has one shard all the same; Spark starts no worker for no partitions.</summary>
    static TaskReport EmptyShard(ConversionPlan plan, string stagingDirectory)
    {
        var codec = Codec.Named(plan.Job.Output.Codec, plan.Job.Output.Level);
        var file = $"empty{codec.Extension}";
        using var writer = new ShardWriter(Path.Combine(stagingDirectory, file), codec);
        var (records, bytes, crc) = writer.Complete();
        return new() { Task = 0, Shards = [new(0, file, 0, 0, records, bytes, crc)], Rows = 0, Nulls = new long[plan.Features.Count] };
    }
}
