using Apache.Arrow;
using SparkTfRecord.Examples;
using SparkTfRecord.Planning;
using SparkTfRecord.Records;

namespace SparkTfRecord.Tasks;

/// <summary>The shards of one task attempt: one sequence, or one for each split. Disposing before <see cref="Complete"/> deletes them all.</summary>
sealed class TaskShards : IDisposable
{
    readonly ShardSequence[] _sequences;
    readonly double[] _shares;
    readonly SplitHash? _splitHash;

    public TaskShards(ConversionPlan plan, ConversionTask task, string directory, string attempt)
    {
        var codec = Codec.Named(plan.Job.Output.Codec, plan.Job.Output.Level);
        var splits = plan.Job.Splits;
        _splitHash = splits is null ? null : new(splits, plan.SplitBy);
        _shares = splits is null ? [1] : [.. splits.Shares.Values.Select(s => (double)s)];
        _sequences = splits is null
            ? [new(task.Shards, directory, attempt, codec)]
            : [.. splits.Shares.Keys.Select(split => new ShardSequence(task.Shards, directory, $"{split}-{attempt}", codec, split))];
    }

    /// <summary>Input rows that still belong to the current shards, at least 1.</summary>
    public long RowsLeft => _sequences.Min(s => s.RowsLeft);

    /// <summary>Appends the records of input rows that all belong to the current shards.</summary>
    /// <param name="block">The records, one a row.</param>
    /// <param name="batch">The rows' batch.</param>
    /// <param name="firstRow">The first row in the batch.</param>
    public void Append(RecordBlock block, RecordBatch batch, int firstRow)
    {
        var bytesPerRow = (double)block.Bytes.Length / block.Count;
        if (_splitHash is null)
            _sequences[0].Append(block.Bytes, block.Count, bytesPerRow);
        else
            Divide(block, batch, firstRow, bytesPerRow);
        Skip(block.Count);
    }

    /// <summary>Passes over input rows that make no records.</summary>
    public void Skip(int rows)
    {
        foreach (var sequence in _sequences)
            sequence.Pass(rows);
    }

    /// <summary>Finishes the last shards, those without rows too.</summary>
    public IReadOnlyList<ShardReport> Complete() => [.. _sequences.SelectMany(s => s.Complete())];

    public void Dispose()
    {
        foreach (var sequence in _sequences)
            sequence.Dispose();
    }

    void Divide(RecordBlock block, RecordBatch batch, int firstRow, double bytesPerRow)
    {
        var start = 0;
        for (var i = 0; i < block.Count; i++)
        {
            var framed = block.Bytes[start..block.Ends[i]];
            var split = _splitHash!.SplitOf(batch, firstRow + i, framed[RecordFraming.HeaderLength..^RecordFraming.FooterLength]);
            _sequences[split].Append(framed, 1, bytesPerRow * _shares[split]);
            start = block.Ends[i];
        }
    }
}
