using System.Buffers.Binary;
using BenchmarkDotNet.Attributes;
using SparkTfRecord.Records;

namespace SparkTfRecord.Benchmarks;

/// <summary>The rung "framing": records of one length, about a megabyte in all, copied into memory with their lengths and CRCs.</summary>
[Config(typeof(ThroughputConfig))]
public class FramingBenchmarks
{
    const int Total = 1 << 20;

    readonly byte[] _framed = new byte[3 * Total];
    byte[] _record = [];

    [Params(12, 100, 300, 1024, 8192, 65_536)]
    public int RecordLength { get; set; }

    /// <summary>Bytes of all records, up to the rest that is no whole record.</summary>
    [Params(Total)]
    public int Length { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _record = new byte[RecordLength];
        new Random(1).NextBytes(_record);
    }

    /// <summary>A table for the CRC, a stream for the bytes.</summary>
    [Benchmark(Baseline = true)]
    public long Straightforward()
    {
        using var stream = new MemoryStream(_framed);
        Span<byte> header = stackalloc byte[12];
        for (var i = 0; i < Length / RecordLength; i++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(header, RecordLength);
            BinaryPrimitives.WriteUInt32LittleEndian(header[8..], Crc32C.Mask(TableCrc.Append(0, header[..8])));
            stream.Write(header);
            stream.Write(_record);
            BinaryPrimitives.WriteUInt32LittleEndian(header, Crc32C.Mask(TableCrc.Append(0, _record)));
            stream.Write(header[..4]);
        }
        return stream.Position;
    }

    [Benchmark]
    public int Framing()
    {
        var rest = _framed.AsSpan();
        for (var i = 0; i < Length / RecordLength; i++)
        {
            RecordFraming.WriteHeader(rest, RecordLength);
            _record.CopyTo(rest[RecordFraming.HeaderLength..]);
            RecordFraming.WriteFooter(rest[(RecordFraming.HeaderLength + RecordLength)..], _record);
            rest = rest[(RecordFraming.HeaderLength + RecordLength + RecordFraming.FooterLength)..];
        }
        return rest.Length;
    }
}
