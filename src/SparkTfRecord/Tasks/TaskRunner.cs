using SparkTfRecord.Planning;

namespace SparkTfRecord.Tasks;

/// <summary>Runs one task: reads its slices, encodes, writes its shards into the staging directory. The same for threads and Spark tasks.</summary>
sealed class TaskRunner(ConversionPlan plan, IInputFormat format, string stagingDirectory)
{
    /// <summary>Runs a task to its end.</summary>
    /// <param name="task">One of the plan's tasks.</param>
    /// <param name="attempt">Unique to this attempt; part of the staged files' names.</param>
    /// <param name="progress">Told about every block; may be null.</param>
    /// <param name="cancellationToken">Checked at every block.</param>
    public TaskReport Run(ConversionTask task, string attempt, ITaskProgress? progress, CancellationToken cancellationToken)
    {
        _ = plan;
        _ = format;
        _ = stagingDirectory;
        throw new NotImplementedException();
    }
}

/// <summary>Hears what tasks have done so far; called from several threads.</summary>
interface ITaskProgress
{
    /// <summary>More rows were read and more bytes of records written.</summary>
    void Add(long rows, long bytes);
}
