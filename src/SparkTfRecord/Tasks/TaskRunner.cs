using SparkTfRecord.Examples;
using SparkTfRecord.Planning;

namespace SparkTfRecord.Tasks;

/// <summary>Runs one task: reads its slices, encodes, writes its shards into the staging directory. The same for threads and Spark tasks.</summary>
sealed class TaskRunner(ConversionPlan plan, IInputFormat format, string stagingDirectory)
{
    readonly string[] _columns = [.. plan.Features.Select(f => f.Column).Union(plan.SplitBy)];
    readonly long? _mostBadRows = plan.Rows > 0 ? plan.Job.BadRows.Max?.Among(plan.Rows) : null;

    /// <summary>Runs a task to its end.</summary>
    /// <param name="task">One of the plan's tasks.</param>
    /// <param name="attempt">Unique to this attempt; part of the staged files' names.</param>
    /// <param name="progress">Told about every block; may be null.</param>
    /// <param name="cancellationToken">Checked at every block.</param>
    /// <exception cref="InvalidDataException">The input is damaged, has changed since it was planned, or a row cannot be converted.</exception>
    public TaskReport Run(ConversionTask task, string attempt, ITaskProgress? progress, CancellationToken cancellationToken)
    {
        using var shards = new TaskShards(plan, task, stagingDirectory, attempt);
        using var quarantine = plan.Job.BadRows.Policy == BadRowPolicy.Quarantine ? new Quarantine(plan, format, stagingDirectory, task.Index, attempt) : null;
        var badRows = new BadRows(plan.Job.BadRows, _mostBadRows, quarantine);
        var sample = RowSample.Of(plan.Job.Warmup);
        var records = new RecordSink(shards, task.Shards[0].FirstRow, badRows, sample, progress, cancellationToken);
        var nulls = new long[plan.Features.Count];
        foreach (var slice in task.Input)
            Convert(slice, records, nulls);
        return new()
        {
            Task = task.Index,
            Shards = shards.Complete(),
            Rows = task.Input.Sum(s => s.Rows),
            Nulls = nulls,
            BadRows = badRows.Counts,
            Quarantine = quarantine?.Complete() ?? [],
            Sample = sample?.Rows ?? [],
        };
    }

    void Convert(InputSlice slice, RecordSink records, long[] nulls)
    {
        var file = plan.Files[slice.File];
        using var source = TableSource.Open(format, file, slice.FirstRow, slice.Rows, _columns);
        var encoder = new ExampleEncoder(FeaturePlan.Compile(source.Schema, plan.Features));
        var row = slice.FirstRow;
        for (; source.ReadNext() is { } batch; row += batch.Length)
            records.Write(batch, encoder, file.Path, row);
        if (row != slice.FirstRow + slice.Rows)
            Throw.RowsMissing(file.Path, slice, row - slice.FirstRow);
        for (var i = 0; i < nulls.Length; i++)
            nulls[i] += encoder.Nulls[i];
    }
}

/// <summary>Hears what tasks have done so far; called from several threads.</summary>
interface ITaskProgress
{
    /// <summary>More rows were read and more bytes of records written.</summary>
    void Add(long rows, long bytes);
}
