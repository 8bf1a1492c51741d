using BenchmarkDotNet.Attributes;
using SparkTfRecord.Benchmarks.Data;
using SparkTfRecord.Examples;
using SparkTfRecord.Records;
using SparkTfRecord.Tasks;

namespace SparkTfRecord.Benchmarks;

/// <summary>The rung "shard to disk": encoded blocks to a file in the page cache, which goes again, file CRC included; and reading one back.</summary>
[Config(typeof(ThroughputConfig))]
public class ShardBenchmarks
{
    readonly List<byte[]> _blocks = [];
    string _directory = "";
    string _shard = "";

    [Params(SampleSet.A, SampleSet.B, SampleSet.C, SampleSet.E)]
    public SampleSet Set { get; set; }

    /// <summary>Bytes of the shard, to within a block.</summary>
    [Params(64 << 20)]
    public int Length { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _directory = Directory.CreateTempSubdirectory("sparktfrecord-").FullName;
        var batches = EncodeRun.MakeBatches(Set);
        var encoder = new ExampleEncoder(FeaturePlan.Compile(batches[0].Schema, [.. batches[0].Schema.FieldsList.Select(EncodeRun.Mapping)]));
        var block = new RecordBlock();
        for (var row = 0; row < batches[0].Length; block.Clear())
        {
            row += encoder.Encode(batches[0], row, batches[0].Length - row, block);
            _blocks.Add(block.Bytes.ToArray());
        }
        _shard = Path.Combine(_directory, "read.tfrecord");
        using var writer = new ShardWriter(_shard, Codec.None);
        Append(writer);
        writer.Complete();
    }

    [GlobalCleanup]
    public void Cleanup() => Directory.Delete(_directory, recursive: true);

    /// <summary>A FileStream, and no CRC of the file.</summary>
    [Benchmark(Baseline = true)]
    public void FileStream()
    {
        var path = Path.Combine(_directory, "write.tfrecord");
        using (var stream = File.Create(path))
        {
            foreach (var block in Blocks())
                stream.Write(block);
        }
        File.Delete(path);
    }

    [Benchmark]
    public void Write()
    {
        using var writer = new ShardWriter(Path.Combine(_directory, "write.tfrecord"), Codec.None);
        Append(writer);
    }

    [Benchmark]
    public long Read()
    {
        using var reader = new TfRecordReader(_shard);
        while (reader.Read())
        {
        }
        return reader.Count;
    }

    [Benchmark]
    public long Check() => RecordFileCheck.Run(_shard, Codec.None, RecordType.Example, CancellationToken.None).Records;

    void Append(ShardWriter writer)
    {
        foreach (var block in Blocks())
            writer.Append(block, 1);
    }

    IEnumerable<byte[]> Blocks()
    {
        var length = 0;
        for (var i = 0; length < Length; i++)
        {
            var block = _blocks[i % _blocks.Count];
            length += block.Length;
            yield return block;
        }
    }
}
