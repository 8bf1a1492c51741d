using SparkTfRecord.Planning;

namespace SparkTfRecord.Tasks;

/// <summary>Runs tasks, one at a time: reads its slices, encodes, writes its shards into the staging directory. The same for threads and Spark tasks.</summary>
sealed class TaskRunner(ConversionPlan plan, IInputFormat format, string stagingDirectory) : IDisposable
{
    readonly SliceReader _input = new(plan, format);

    /// <summary>Runs a task to its end.</summary>
    /// <param name="task">One of the plan's tasks.</param>
    /// <param name="attempt">Unique to this attempt; part of the staged files' names.</param>
    /// <param name="progress">Told about every block; may be null.</param>
    /// <param name="cancellationToken">Checked at every block.</param>
    /// <exception cref="InvalidDataException">The input is damaged, has changed since it was planned, or a row cannot be converted.</exception>
    public TaskReport Run(ConversionTask task, string attempt, ITaskProgress? progress, CancellationToken cancellationToken)
    {
        using var shards = TaskShards.Of(plan, task, stagingDirectory, attempt);
        using var quarantine = NewQuarantine(task.Index, attempt);
        var rows = new TaskRows(plan, shards, task.Shards[0].FirstRow, quarantine, progress, cancellationToken);
        foreach (var slice in task.Input)
        {
            var file = plan.Files[slice.File];
            _input.Open(slice);
            if (rows.Convert(_input, file.Path, slice.FirstRow) is var found && found != slice.Rows)
                Throw.RowsMissing(file.Path, slice, found);
        }
        return rows.Complete(task.Index, stagingDirectory, attempt);
    }

    /// <summary>Converts one of Spark's partitions: rows of which nobody knew how many there would be. Their shards and rows are counted from 0.</summary>
    /// <param name="partition">0-based index of the partition.</param>
    /// <param name="input">The rows.</param>
    /// <param name="attempt">Unique to this attempt; part of the staged files' names.</param>
    /// <param name="cancellationToken">Checked at every block.</param>
    /// <exception cref="InvalidDataException">A row cannot be converted.</exception>
    public TaskReport Run(int partition, IRecordBatchSource input, string attempt, CancellationToken cancellationToken)
    {
        using var shards = TaskShards.OfPartition(plan, stagingDirectory, attempt);
        using var quarantine = NewQuarantine(partition, attempt);
        var rows = new TaskRows(plan, shards, 0, quarantine, progress: null, cancellationToken);
        rows.Convert(input, FormattableString.Invariant($"partition {partition}"), 0);
        return rows.Complete(partition, stagingDirectory, attempt);
    }

    /// <summary>Closes the input. After an error the runner is of no more use.</summary>
    public void Dispose() => _input.Dispose();

    Quarantine? NewQuarantine(int task, string attempt) =>
        plan.Job.BadRows.Policy == BadRowPolicy.Quarantine ? new(plan, format, stagingDirectory, task, attempt) : null;
}
