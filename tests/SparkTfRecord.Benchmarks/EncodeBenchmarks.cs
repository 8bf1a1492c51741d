using Apache.Arrow;
using BenchmarkDotNet.Attributes;
using SparkTfRecord.Benchmarks.Data;

namespace SparkTfRecord.Benchmarks;

/// <summary>The rung "encode": record batches in memory to framed records in memory, CRCs included.</summary>
[MemoryDiagnoser]
public class EncodeBenchmarks
{
    RecordBatch[] _batches = [];
    EncodeRun _run = null!;
    StraightforwardEncoder _straightforward = null!;

    [ParamsAllValues]
    public SampleSet Set { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _batches = EncodeRun.MakeBatches(Set);
        _run = new EncodeRun(_batches[0].Schema);
        _straightforward = new StraightforwardEncoder(_batches[0].Schema);
    }

    [Benchmark(Baseline = true)]
    public long GoogleProtobuf()
    {
        using var records = new MemoryStream();
        _straightforward.Encode(_batches[0], records);
        return records.Length;
    }

    [Benchmark]
    public long ExampleEncoder() => _run.Encode(_batches[0]);
}
