using Apache.Arrow;
using ParquetSharp;
using SparkTfRecord.IntegrationTests.Support;
using SparkTfRecord.Parquet;
using SparkTfRecord.Spark.Driver;
using SparkTfRecord.Storage;

namespace SparkTfRecord.IntegrationTests.Memory;

/// <summary>The bound holds for a worker process too, which converts one job after the other: none adds to what the one before has left.</summary>
public sealed class WorkerMemoryTests : IDisposable
{
    const long MiB = 1 << 20;
    const long Fixed = 256 * MiB;
    const long Threads = 2 * 64 * MiB;
    const long Page = 60 * MiB;

    readonly Workplace _place = new();
    readonly WorkerProcess _worker = new();

    public void Dispose()
    {
        _worker.Dispose();
        _place.Dispose();
    }

    [Fact]
    public void Convert_ImagesAndOtherJobsInTurns_StaysBelowTheBound()
    {
        var (images, more, numbers) = (File("images"), File("more"), File("numbers"));
        LargeFile.WriteBytes(images, rows: 3000, length: row => 15_000 + (row * 7919 % 80_000) + row, pageRows: 1000, Compression.Snappy);
        System.IO.File.Copy(images, more);
        LargeFile.WriteNumbers(numbers, rows: 500_000, columns: 30);
        var sent = SentBatch();

        for (var round = 0; round < 2; round++)
        {
            Convert(images, more);
            Convert(numbers);
            Assert.InRange(_worker.Resident, 30 * MiB, Fixed);
            Convert(images, more);
            Convert(sent);
            Assert.InRange(_worker.Resident, 30 * MiB, Fixed);
        }

        Assert.InRange(_worker.Peak, 3 * Page, Fixed + Threads + (3 * Page));
        Assert.Equal(0, _worker.End());
    }

    string File(string name) => Path.Combine(_place.Root, $"{name}.parquet");

    void Convert(params string[] files) => Convert(new Converter(new ParquetInputFormat(), new LocalStorage(), null, _worker), new() { Paths = files });

    void Convert(RecordBatch batch)
    {
        _worker.Input = [[batch, batch, batch, batch], [batch, batch], [batch]];
        Convert(new Converter(new ParquetInputFormat(), new LocalStorage(), null, _worker, new DataFramePlanner(batch.Schema, new Dictionary<string, string>(), null, [])), new());
        _worker.Input = null;
    }

    void Convert(Converter converter, JobInput input)
    {
        var result = converter.Convert(new() { Input = input, Output = new() { Path = _place.Out, Mode = SaveMode.Overwrite } }, null, TestContext.Current.CancellationToken);
        Assert.True(result.Records > 0);
    }

    static RecordBatch SentBatch() =>
        new RecordBatch.Builder().Append("image", nullable: false, c => c.Binary(a => a.AppendRange(Enumerable.Range(1, 100).Select(i => new byte[i * 200])))).Build();
}
