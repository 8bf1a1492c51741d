using System.Globalization;
using Apache.Arrow;
using SparkTfRecord.Examples;
using SparkTfRecord.Planning;
using SparkTfRecord.Records;
using SparkTfRecord.Tasks;

namespace SparkTfRecord.Spark.Worker;

/// <summary>
/// Converts the rows of one partition as Spark sends them. How many there will be nobody knows, so shards are rolled by size; a job that wants
/// an exact number of shards has as many partitions, and each is one. The driver numbers the shards when all are there.
/// </summary>
sealed class PartitionRunner(ConversionPlan plan, string stagingDirectory)
{
    readonly Codec _codec = Codec.Named(plan.Job.Output.Codec, plan.Job.Output.Level);
    readonly long _shardSize = plan.Job.Output.Shards is null ? plan.Job.Output.ShardSize : long.MaxValue;
    readonly List<ShardReport> _shards = [];
    ShardWriter? _shard;
    long _row;
    long _firstRow;
    long _bytes;

    /// <summary>Converts to the end of the input.</summary>
    /// <param name="partition">0-based index of the partition.</param>
    /// <param name="attempt">Unique to this attempt; part of the staged files' names.</param>
    /// <param name="input">The rows.</param>
    public TaskReport Run(int partition, string attempt, IRecordBatchSource input)
    {
        var encoder = new ExampleEncoder(FeaturePlan.Compile(input.Schema, plan.Features));
        var block = new RecordBlock();
        string NextFile() => string.Create(CultureInfo.InvariantCulture, $"p{partition:D5}-{attempt}-{_shards.Count}{_codec.Extension}");
        try
        {
            while (input.ReadNext() is { } batch)
                Convert(batch, partition, encoder, block, NextFile);
            if (_shard is not null || plan.Job.Output.Shards is not null)
                CompleteShard(NextFile());
            return new() { Task = partition, Shards = _shards, Rows = _row, Nulls = encoder.Nulls.ToArray() };
        }
        catch
        {
            _shard?.Dispose();
            _shards.ForEach(s => File.Delete(Path.Combine(stagingDirectory, s.File)));
            throw;
        }
    }

    void Convert(RecordBatch batch, int partition, ExampleEncoder encoder, RecordBlock block, Func<string> nextFile)
    {
        for (var done = 0; done < batch.Length;)
        {
            try
            {
                var rows = encoder.Encode(batch, done, batch.Length - done, block);
                done += rows;
                _row += rows;
            }
            catch (BadRowException e)
            {
                SparkTfRecord.Throw.BadRow($"partition {partition}", _row - done + e.Row, e);
            }
            _shard ??= NewShard(nextFile());
            _shard.Append(block, 0, block.Count);
            _bytes += block.Bytes.Length;
            block.Clear();
            if (_bytes >= _shardSize)
                CompleteShard(nextFile());
        }
    }

    void CompleteShard(string file)
    {
        _shard ??= NewShard(file);
        var (records, bytes, crc) = _shard.Complete();
        _shard.Dispose();
        _shards.Add(new(_shards.Count, file, _firstRow, _row - _firstRow, records, bytes, crc));
        (_shard, _firstRow, _bytes) = (null, _row, 0);
    }

    ShardWriter NewShard(string file) => new(Path.Combine(stagingDirectory, file), _codec);
}
