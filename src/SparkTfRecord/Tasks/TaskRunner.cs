using Apache.Arrow;
using SparkTfRecord.Examples;
using SparkTfRecord.Planning;
using SparkTfRecord.Records;

namespace SparkTfRecord.Tasks;

/// <summary>Runs one task: reads its slices, encodes, writes its shards into the staging directory. The same for threads and Spark tasks.</summary>
sealed class TaskRunner(ConversionPlan plan, IInputFormat format, string stagingDirectory)
{
    readonly string[] _columns = [.. plan.Features.Select(f => f.Column).Distinct()];
    readonly Codec _codec = Codec.Named(plan.Job.Output.Codec, plan.Job.Output.Level);

    /// <summary>Runs a task to its end.</summary>
    /// <param name="task">One of the plan's tasks.</param>
    /// <param name="attempt">Unique to this attempt; part of the staged files' names.</param>
    /// <param name="progress">Told about every block; may be null.</param>
    /// <param name="cancellationToken">Checked at every block.</param>
    /// <exception cref="InvalidDataException">The input is damaged, has changed since it was planned, or a row cannot be converted.</exception>
    public TaskReport Run(ConversionTask task, string attempt, ITaskProgress? progress, CancellationToken cancellationToken)
    {
        using var shards = new ShardSequence(task.Shards, stagingDirectory, attempt, _codec);
        var nulls = new long[plan.Features.Count];
        var sample = RowSample.Of(plan.Job.Warmup);
        var block = new RecordBlock();
        foreach (var slice in task.Input)
            Convert(slice, shards, block, nulls, sample, progress, cancellationToken);
        return new() { Task = task.Index, Shards = shards.Complete(), Rows = task.Input.Sum(s => s.Rows), Nulls = nulls, Sample = sample?.Rows ?? [] };
    }

    void Convert(
        InputSlice slice, ShardSequence shards, RecordBlock block, long[] nulls, RowSample? sample, ITaskProgress? progress, CancellationToken cancellationToken)
    {
        var file = plan.Files[slice.File];
        var fileStart = plan.Files.Take(slice.File).Sum(f => f.Rows);
        using var source = TableSource.Open(format, file, slice.FirstRow, slice.Rows, _columns);
        var encoder = new ExampleEncoder(FeaturePlan.Compile(source.Schema, plan.Features));
        var row = slice.FirstRow;
        while (source.ReadNext() is { } batch)
        {
            Convert(batch, file, fileStart, row, encoder, shards, block, sample, progress, cancellationToken);
            row += batch.Length;
        }
        if (row != slice.FirstRow + slice.Rows)
            Throw.RowsMissing(file.Path, slice, row - slice.FirstRow);
        for (var i = 0; i < nulls.Length; i++)
            nulls[i] += encoder.Nulls[i];
    }

    static void Convert(
        RecordBatch batch, InputFile file, long fileStart, long firstRow, ExampleEncoder encoder, ShardSequence shards, RecordBlock block, RowSample? sample,
        ITaskProgress? progress, CancellationToken cancellationToken)
    {
        for (var done = 0; done < batch.Length;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var rows = (int)Math.Min(batch.Length - done, shards.RowsLeft);
            try
            {
                rows = encoder.Encode(batch, done, rows, block);
            }
            catch (BadRowException e)
            {
                Throw.BadRow(file.Path, firstRow + e.Row, e);
            }
            sample?.Add(block, fileStart + firstRow + done);
            shards.Append(block, rows);
            progress?.Add(rows, block.Bytes.Length);
            block.Clear();
            done += rows;
        }
    }
}

/// <summary>Hears what tasks have done so far; called from several threads.</summary>
interface ITaskProgress
{
    /// <summary>More rows were read and more bytes of records written.</summary>
    void Add(long rows, long bytes);
}
