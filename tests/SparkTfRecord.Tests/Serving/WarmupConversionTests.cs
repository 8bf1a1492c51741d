using Google.Protobuf;
using SparkTfRecord.Records;
using SparkTfRecord.Serving.Rows;
using SparkTfRecord.Tasks;
using SparkTfRecord.Tests.Support;

namespace SparkTfRecord.Tests.Serving;

public sealed class WarmupConversionTests : IDisposable
{
    readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Convert_SampledRows_AreThoseOfSmallestHashWhateverTheThreads()
    {
        var (first, files) = Convert("a", threads: 1, shards: 1);
        var (second, more) = Convert("b", threads: 3, shards: 7);

        Assert.Equal(5, first.WarmupRequests);
        Assert.Equal(File.ReadAllBytes(files.Requests), File.ReadAllBytes(more.Requests));
        Assert.Equal(File.ReadAllBytes(files.Rows), File.ReadAllBytes(more.Rows));

        // What the shards hold is what was sampled from.
        var (sample, records) = (new RowSample(5, 3), 0);
        foreach (var shard in second.Shards)
        {
            using var reader = new TfRecordReader(Path.Combine(second.Path, shard));
            while (reader.Read())
                sample.Add(reader.Record.Span, records++);
        }
        var rows = RowFile.Read(files.Rows);
        Assert.Equal(sample.Rows.Select(r => r.Example), Enumerable.Range(0, 5).Select(i => rows.Example(i, null).ToByteArray()));
    }

    (ConversionResult Result, (string Requests, string Rows) Files) Convert(string name, int threads, int shards)
    {
        var output = Path.Combine(_directory.Path, name);
        var job = new Job
        {
            Input = new() { Paths = [Golden.Path("data/flights.parquet")], Exclude = ["time_hour"] },
            Output = new() { Path = output, Shards = shards },
            Engine = new() { Threads = threads },
            Warmup = new()
            {
                Rows = new() { Sample = 5 },
                Seed = 3,
                Model = Golden.Path("saved_models/optional"),
                Inputs = new Dictionary<string, WarmupInput> { ["x"] = new() { Columns = ["dep_delay", "distance"] } },
            },
        };
        var result = Conversion.Of(job);
        return (result, (Path.Combine(output, "_warmup/tf_serving_warmup_requests"), Path.Combine(output, "_warmup/rows.arrow")));
    }
}
