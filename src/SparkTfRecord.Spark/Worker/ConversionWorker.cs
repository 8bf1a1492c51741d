using System.Globalization;
using Apache.Arrow;
using SparkTfRecord.Planning;
using SparkTfRecord.Spark.Hadoop;
using SparkTfRecord.Tasks;

namespace SparkTfRecord.Spark.Worker;

/// <summary>Converts inside Spark's tasks: the same tasks, run by the same code, as the local engine's threads.</summary>
/// <param name="format">The format of the files that workers open themselves; null: none can be opened.</param>
sealed class ConversionWorker(IInputFormat? format)
{
    readonly Lock _lock = new();
    byte[] _lastJson = [];
    WorkerCommand? _last;

    /// <summary>Where this process runs, for messages.</summary>
    public static string Place => $"{Environment.MachineName} in {Environment.CurrentDirectory}";

    /// <summary>Does what the command says; a <see cref="PartitionFunction"/>.</summary>
    public IReadOnlyList<string> Run(TaskHeader header, IRecordBatchSource input, CancellationToken cancellationToken)
    {
        var command = Parse(header.Command);
        using var remote = command.Hadoop is null ? null : new RemoteStaging(command.StagingDirectory, command.Hadoop, header.AttemptId);
        if (remote is null && !Directory.Exists(command.StagingDirectory))
            Throw.StagingNotShared(command.StagingDirectory, Place);
        var attempt = header.AttemptId.ToString(CultureInfo.InvariantCulture);
        var readsRows = command.Plan.Tasks.Count == 0;
        if (format is null && (!readsRows || command.Plan.Job.BadRows.Policy == BadRowPolicy.Quarantine))
            Throw.NoInputFormat();
        using var runner = new TaskRunner(command.Plan, format!, remote?.Directory ?? command.StagingDirectory);
        if (readsRows)
            return [Completed(runner.Run(header.Partition, input, attempt, cancellationToken))];
        return [.. ReadTasks(command.Plan, input).Select(t =>
        {
            RequireVisible(command.Plan, t);
            return Completed(runner.Run(t, attempt, progress: null, cancellationToken));
        })];

        string Completed(TaskReport report)
        {
            remote?.Put(report, command.Plan.Job.Verify ? command.Plan.Job.Output : null, cancellationToken);
            return new WorkerReport(report, Place).ToJson();
        }
    }

    static void RequireVisible(ConversionPlan plan, ConversionTask task)
    {
        foreach (var path in task.Input.Select(s => plan.Files[s.File].Path).Where(p => !File.Exists(p)))
            Throw.InputNotShared(path, Place);
    }

    static List<ConversionTask> ReadTasks(ConversionPlan plan, IRecordBatchSource input)
    {
        var tasks = new List<ConversionTask>();
        while (input.ReadNext() is { } batch)
            tasks.AddRange(((Int64Array)batch.Column(0)).Values.ToArray().Select(i => plan.Tasks[(int)i]));
        return tasks;
    }

    /// <summary>
    /// All tasks of a job have the same command, which is long when the input has many files: it is parsed once. Before another job begins, the memory goes
    /// that is left of the last one.
    /// </summary>
    WorkerCommand Parse(byte[] json)
    {
        lock (_lock)
        {
            if (_last is not null && json.AsSpan().SequenceEqual(_lastJson))
                return _last;
            if (_last is not null)
                format?.HandBackMemory();
            (_lastJson, _last) = (json, WorkerCommand.FromJson(json));
            return _last;
        }
    }
}
