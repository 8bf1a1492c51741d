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
        var sample = RowSample.Of(plan.Job.Warmup);
        var records = new RecordSink(shards, task.Shards[0].FirstRow, sample, progress, cancellationToken);
        var nulls = new long[plan.Features.Count];
        foreach (var slice in task.Input)
            Convert(slice, records, nulls);
        return new() { Task = task.Index, Shards = shards.Complete(), Rows = task.Input.Sum(s => s.Rows), Nulls = nulls, Sample = sample?.Rows ?? [] };
    }

    void Convert(InputSlice slice, RecordSink records, long[] nulls)
    {
        var file = plan.Files[slice.File];
        using var source = TableSource.Open(format, file, slice.FirstRow, slice.Rows, _columns);
        var encoder = new ExampleEncoder(FeaturePlan.Compile(source.Schema, plan.Features));
        var row = slice.FirstRow;
        for (; source.ReadNext() is { } batch; row += batch.Length)
        {
            try
            {
                records.Write(batch, encoder);
            }
            catch (BadRowException e)
            {
                Throw.BadRow(file.Path, row + e.Row, e);
            }
        }
        if (row != slice.FirstRow + slice.Rows)
            Throw.RowsMissing(file.Path, slice, row - slice.FirstRow);
        for (var i = 0; i < nulls.Length; i++)
            nulls[i] += encoder.Nulls[i];
    }

    /// <summary>Where the records of a task go, block by block.</summary>
    sealed class RecordSink(ShardSequence shards, long firstRow, RowSample? sample, ITaskProgress? progress, CancellationToken cancellationToken)
    {
        readonly RecordBlock _block = new();
        long _row = firstRow; // of the whole input

        public void Write(RecordBatch batch, ExampleEncoder encoder)
        {
            for (var done = 0; done < batch.Length;)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var rows = encoder.Encode(batch, done, (int)Math.Min(batch.Length - done, shards.RowsLeft), _block);
                sample?.Add(_block, _row);
                shards.Append(_block, rows);
                progress?.Add(rows, _block.Bytes.Length);
                _block.Clear();
                _row += rows;
                done += rows;
            }
        }
    }
}

/// <summary>Hears what tasks have done so far; called from several threads.</summary>
interface ITaskProgress
{
    /// <summary>More rows were read and more bytes of records written.</summary>
    void Add(long rows, long bytes);
}
