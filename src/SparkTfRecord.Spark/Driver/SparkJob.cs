using SparkTfRecord.Planning;
using SparkTfRecord.Spark.Gateway;
using SparkTfRecord.Spark.Session;
using SparkTfRecord.Spark.Worker;
using SparkTfRecord.Tasks;

namespace SparkTfRecord.Spark.Driver;

/// <summary>One Spark job whose partitions our workers get: started, watched, cancelled, and its failures put into our words.</summary>
sealed class SparkJob(SparkApplication application, ConversionPlan plan, ITaskProgress? progress, string stagingDirectory)
{
    /// <summary>Runs the job and returns what its tasks report, in the order of Spark's partitions.</summary>
    /// <exception cref="InvalidDataException">A worker said why it failed.</exception>
    /// <exception cref="IOException">Spark failed, or the driver does not see what workers wrote.</exception>
    /// <exception cref="OperationCanceledException">The job was stopped.</exception>
    public IReadOnlyList<TaskReport> Run(DataFrame input, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var session = application.Session;
        session.Describe($"SparkTfRecord: {plan.Job.Output.Path}");
        using var watch = new JobWatch(session, plan.Rows, progress, cancellationToken);
        try
        {
            using var output = MapInArrow.Apply(input, application.WorkerProgram, "SparkTfRecord", new WorkerCommand(plan, stagingDirectory).ToJson());
            List<WorkerReport> reports = [.. output.CollectStrings().Select(WorkerReport.FromJson)];
            reports.ForEach(RequireVisible);
            watch.Finish(reports.Sum(r => r.Report.Rows), reports.Sum(r => r.Report.Shards.Sum(s => s.Bytes)));
            return [.. reports.Select(r => r.Report)];
        }
        catch (JavaException e)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Throw.JobFailed(e);
            return [];
        }
    }

    void RequireVisible(WorkerReport report)
    {
        var (shards, quarantine, sample) = (report.Report.Shards, report.Report.Quarantine, report.Report.Sample);
        foreach (var file in shards.SelectMany(s => new[] { s.File, ShardSequence.StatisticsOf(s.File) }).Concat(quarantine.Select(q => q.File)).Append(sample?.File).OfType<string>())
        {
            var path = Path.Combine(stagingDirectory, file);
            if (!File.Exists(path))
                Throw.FileNotVisible(path, report.Worker);
        }
    }
}
