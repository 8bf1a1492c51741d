using Apache.Arrow;
using SparkTfRecord.Examples;
using SparkTfRecord.Examples.Writers;
using SparkTfRecord.Planning;
using SparkTfRecord.Records;
using SparkTfRecord.Statistics;

namespace SparkTfRecord.Tasks;

/// <summary>
/// The shards of one task attempt: one sequence, or one for each split. Disposing before <see cref="Complete"/> deletes them all.
/// Which rows belong to which shard is planned, or, where nobody knows how many rows will come, decided by size as they come.
/// </summary>
sealed class TaskShards : IRowTally, IDisposable
{
    readonly List<ShardPlan> _shards;
    readonly long? _size; // null: planned
    readonly bool _exactlyOne;
    readonly ShardSequence[] _sequences;
    readonly SplitHash? _splitHash;
    readonly int[] _splitOf = new int[ExampleEncoder.MaxChunk]; // of each row encoded last
    long _rows; // of the current shard, where it is cut by size

    TaskShards(ConversionPlan plan, IReadOnlyList<ShardPlan> shards, long? size, string directory, string attempt)
    {
        (_shards, _size, _exactlyOne) = ([.. shards], size, size is not null && plan.Job.Output.Shards is not null);
        var codec = Codec.Named(plan.Job.Output.Codec, plan.Job.Output.Level);
        var splits = plan.Job.Splits;
        _splitHash = splits is null ? null : new(splits, plan.SplitBy);
        _sequences = splits is null
            ? [new(_shards, plan.Features, directory, attempt, codec, index: plan.Job.Output.Index)]
            : [.. splits.Shares.Keys.Select(split => new ShardSequence(_shards, plan.Features, directory, $"{split}-{attempt}", codec, split, plan.Job.Output.Index))];
    }

    /// <summary>The shards that the plan gives a task.</summary>
    public static TaskShards Of(ConversionPlan plan, ConversionTask task, string directory, string attempt) => new(plan, task.Shards, null, directory, attempt);

    /// <summary>
    /// The shards of one of Spark's partitions: all splits begin a new one when the longest has reached the wanted size. A job that wants an exact number has as
    /// many partitions, and each is one shard, even without rows.
    /// </summary>
    public static TaskShards OfPartition(ConversionPlan plan, string directory, string attempt) =>
        new(plan, [new(0, 0, long.MaxValue)], plan.Job.Output.Shards is null ? plan.Job.Output.ShardSize ?? ShardLayout.DefaultSize : long.MaxValue, directory, attempt);

    /// <summary>Input rows that still belong to the current shards, at least 1.</summary>
    public long RowsLeft => _sequences.Min(s => s.RowsLeft);

    /// <summary>Decides where rows go that all belong to the current shards, and counts them there.</summary>
    public unsafe void Add(ReadOnlySpan<FeatureWriter> writers, RecordBlock block, RecordBatch batch, int firstRow)
    {
        if (_splitHash is null)
        {
            _sequences[0].Tally.Add(writers, new(block.Count));
            return;
        }
        for (var i = 0; i < block.Count; i++)
            _splitOf[i] = _splitHash.SplitOf(batch, firstRow + i, block.Data(i).Span);
        fixed (int* splitOf = _splitOf)
        {
            for (var split = 0; split < _sequences.Length; split++)
                _sequences[split].Tally.Add(writers, new(block.Count, splitOf, split));
        }
    }

    /// <summary>Appends the records of the rows that <see cref="Add"/> saw.</summary>
    public void Append(RecordBlock block)
    {
        if (_splitHash is null)
            _sequences[0].Append(block.Bytes, block.Count);
        else
            Divide(block);
        Skip(block.Count);
        if (_sequences.Max(s => s.Length) >= _size)
            Cut();
    }

    /// <summary>Passes over input rows that make no records.</summary>
    public void Skip(int rows)
    {
        _rows += rows;
        foreach (var sequence in _sequences)
            sequence.Pass(rows);
    }

    /// <summary>Finishes the last shards, those without rows too.</summary>
    public IReadOnlyList<ShardReport> Complete()
    {
        if (_size is not null)
            _shards[^1] = _shards[^1] with { Rows = _rows };
        if (_size is not null && _rows == 0 && !_exactlyOne)
            _shards.RemoveAt(_shards.Count - 1);
        return [.. _sequences.SelectMany(s => s.Complete())];
    }

    public void Dispose()
    {
        foreach (var sequence in _sequences)
            sequence.Dispose();
    }

    // The rows so far were the current shard's; what comes is the next one's.
    void Cut()
    {
        var current = _shards[^1] with { Rows = _rows };
        _shards[^1] = current;
        _shards.Add(new(current.Index + 1, current.FirstRow + _rows, long.MaxValue));
        _rows = 0;
    }

    void Divide(RecordBlock block)
    {
        var start = 0;
        for (var i = 0; i < block.Count; i++)
        {
            var framed = block.Bytes[start..block.Ends[i]];
            _sequences[_splitOf[i]].Append(framed, 1);
            start = block.Ends[i];
        }
    }
}
