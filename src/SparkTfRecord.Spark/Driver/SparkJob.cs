using SparkTfRecord.Planning;
using SparkTfRecord.Spark.Gateway;
using SparkTfRecord.Spark.Hadoop;
using SparkTfRecord.Spark.Session;
using SparkTfRecord.Spark.Worker;
using SparkTfRecord.Storage;
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
        var hadoop = StoragePath.IsRemote(stagingDirectory) ? HadoopSettings.Of(session.Gateway) : null;
        using var watch = new JobWatch(session, plan.Rows, progress, cancellationToken);
        try
        {
            using var output = MapInArrow.Apply(input, application.WorkerProgram, "SparkTfRecord", new WorkerCommand(plan, stagingDirectory, hadoop).ToJson());
            List<WorkerReport> reports = [.. output.CollectStrings().Select(WorkerReport.FromJson)];
            if (hadoop is null)
                reports.ForEach(RequireVisible);
            watch.Finish(reports.Sum(r => r.Report.Rows), reports.Sum(r => r.Report.Shards.Sum(s => s.Bytes)));
            return [.. reports.Select(r => r.Report)];
        }
        catch (Exception e) when (e is JavaException or IOException && cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(e.Message, e, cancellationToken); // a terminal stops Java, too
        }
        catch (JavaException e)
        {
            Throw.SparkFailed(e);
            return [];
        }
    }

    void RequireVisible(WorkerReport report)
    {
        foreach (var path in report.Report.Files().Select(f => Path.Combine(stagingDirectory, f)))
        {
            if (!File.Exists(path))
                Throw.FileNotVisible(path, report.Worker);
        }
    }
}
