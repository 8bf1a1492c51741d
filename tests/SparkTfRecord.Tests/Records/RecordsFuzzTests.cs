using System.Diagnostics;
using SparkTfRecord.Examples;
using SparkTfRecord.Records;
using SparkTfRecord.Tests.Support;
using Example = SparkTfRecord.Serving.Protos.Example;

namespace SparkTfRecord.Tests.Records;

/// <summary>Golden files with random damage, from fixed seeds; SPARKTFRECORD_FUZZ_ITERATIONS makes it longer.</summary>
public sealed class RecordsFuzzTests
{
    static readonly string[] s_files =
    [
        "records/damaged/undamaged.tfrecord", "records/damaged/3GiB-length-with-good-crc.tfrecord", "records/one.tfrecord.gz", "records/one.tfrecord.zlib",
        "records/raw.tfrecord.gz", "records/raw.tfrecord.zlib", "records/empty-records.tfrecord", "records/odd/two-members.tfrecord.gz",
        "records/odd/member-with-name.tfrecord.gz", "records/odd/stored-level0.tfrecord.gz", "examples/wire.tfrecord", "examples/sequence.tfrecord.gz",
    ];

    static int Iterations { get; } = Fuzz.Iterations(1500);

    [Fact]
    public void Read_DamagedFile_ReadsOnOrSaysInvalidData()
    {
        var files = s_files.Select(f => (Name: f, Bytes: File.ReadAllBytes(Golden.Path(f)))).ToArray();
        for (var seed = 0; seed < Iterations; seed++)
        {
            var random = new Random(seed);
            var (name, bytes) = files[random.Next(files.Length)];
            var damaged = Mutation.Of(bytes, random);
            var codec = random.Next(10) == 0 ? Codec.Zlib() : Codec.FromFileName(name);
            if (codec == Codec.None && random.Next(2) == 0)
                RepairCrcs(damaged);

            var allocated = GC.GetAllocatedBytesForCurrentThread();
            var clock = Stopwatch.StartNew();
            var (read, error) = ReadAll(damaged, codec);
            Assert.True(error is null or InvalidDataException, $"seed {seed}, {name}: {error}");
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5), $"seed {seed}, {name}: {clock.Elapsed}");
            Assert.True(GC.GetAllocatedBytesForCurrentThread() - allocated < 2_000_000 + 8 * (read + damaged.Length), $"seed {seed}, {name}");
        }
    }

    [Fact]
    public void Check_DamagedExample_WhatItAcceptsProtobufReadsTheSame()
    {
        string[] files = ["examples/wire.tfrecord", "pairs/lists.tfrecord", "pairs/scalars.tfrecord"];
        var examples = files.SelectMany(file => RecordList.OfFile(Golden.Path(file))).ToList();
        var check = new ExampleCheck();
        var accepted = 0;
        for (var seed = 0; seed < 10 * Iterations; seed++)
        {
            var random = new Random(seed);
            var damaged = Mutation.Of(examples[random.Next(examples.Count)], random);
            var error = Record.Exception(() => check.Check(damaged));
            Assert.True(error is null or InvalidDataException, $"seed {seed}: {error}");
            if (error is not null)
                continue;
            accepted++;
            var expected = Example.Parser.ParseFrom(damaged).Features?.Feature;
            var features = new ExampleReader(damaged);
            var count = 0;
            for (; features.Read(); count++)
            {
                var feature = expected![System.Text.Encoding.UTF8.GetString(features.Name)];
                var values = features.Values;
                switch (features.Kind)
                {
                    case FeatureKind.Bytes:
                        foreach (var value in feature.BytesList.Value)
                            Assert.True(values.Read(out ReadOnlySpan<byte> bytes) && bytes.SequenceEqual(value.Span), $"seed {seed}");
                        Assert.False(values.Read(out ReadOnlySpan<byte> _));
                        break;
                    case FeatureKind.Float:
                        foreach (var value in feature.FloatList.Value)
                            Assert.True(values.Read(out float number) && number.Equals(value), $"seed {seed}");
                        Assert.False(values.Read(out float _));
                        break;
                    case FeatureKind.Int64:
                        foreach (var value in feature.Int64List.Value)
                            Assert.True(values.Read(out long number) && number == value, $"seed {seed}");
                        Assert.False(values.Read(out long _));
                        break;
                    default:
                        Assert.Equal(0, feature.CalculateSize());
                        break;
                }
            }
            Assert.Equal(expected?.Count ?? 0, count);
        }
        Assert.InRange(accepted, Iterations / 10, 10 * Iterations); // or the test would show nothing
    }

    static (long Read, Exception? Error) ReadAll(byte[] file, Codec codec)
    {
        using var reader = new TfRecordReader(new MemoryStream(file), codec, "fuzz");
        var read = 0L;
        var error = Record.Exception(() =>
        {
            while (reader.Read())
                read += reader.Record.Length;
        });
        return (read, error);
    }

    // Makes lengths and data that lie pass their CRC, as far as they lead.
    static void RepairCrcs(Span<byte> file)
    {
        while (file.Length >= RecordFraming.HeaderLength)
        {
            var length = BitConverter.ToInt64(file);
            BitConverter.TryWriteBytes(file[8..], Crc32C.Mask(Crc32C.Compute(file[..8])));
            if (length < 0 || length > file.Length - RecordFraming.HeaderLength - RecordFraming.FooterLength)
                return;
            RecordFraming.WriteFooter(file[(RecordFraming.HeaderLength + (int)length)..], file.Slice(RecordFraming.HeaderLength, (int)length));
            file = file[(RecordFraming.HeaderLength + (int)length + RecordFraming.FooterLength)..];
        }
    }
}
