using BenchmarkDotNet.Attributes;
using SparkTfRecord.Records;

namespace SparkTfRecord.Benchmarks;

/// <summary>The first rung, "CRC": CRC-32C of data in the first-level cache.</summary>
[Config(typeof(ThroughputConfig))]
public class CrcBenchmarks
{
    byte[] _data = [];

    [Params(12, 100, 300, 1024, 8192, 65_536)]
    public int Length { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _data = new byte[Length];
        new Random(1).NextBytes(_data);
    }

    [Benchmark(Baseline = true)]
    public uint Table() => TableCrc.Append(0, _data);

    [Benchmark]
    public uint Scalar() => Crc32C.AppendScalar(0, _data);

    [Benchmark]
    public uint Lanes() => Crc32C.Append(0, _data);
}
