using SparkTfRecord.Parquet;
using SparkTfRecord.Planning;
using SparkTfRecord.Publishing;
using SparkTfRecord.Storage;
using SparkTfRecord.Tasks;
using SparkTfRecord.Tests.Support;

namespace SparkTfRecord.Tests.Tasks;

public sealed class ConverterTests : IDisposable
{
    readonly TemporaryDirectory _directory = TemporaryDirectory.InMemory();
    readonly LocalStorage _storage = new();

    public void Dispose() => _directory.Dispose();

    ConversionResult Convert(string input, string output, int? shards = null, int? threads = null, string codec = "none", bool verify = false, params string[] exclude) =>
        Conversion.Of(new()
        {
            Input = new() { Paths = [input], Exclude = exclude },
            Output = new() { Path = _directory[output], Shards = shards, Codec = codec },
            Engine = new() { Threads = threads },
            Verify = verify,
        });

    byte[] Shards(string output) =>
        [.. Manifest.Read(_storage, _directory[output]).Shards.SelectMany(s => File.ReadAllBytes(_directory[$"{output}/{s.Name}"]))];

    VerifyResult Verify(string output) =>
        new DataSetVerifier(_storage, 2).Verify([_directory[output]], null, null, TestContext.Current.CancellationToken);

    [Fact]
    public void Convert_OutputAsUri_IsTheDirectoryOrRefused()
    {
        var job = new Job { Input = new() { Paths = [$"file://{Golden.Path("data/wine.parquet")}"] } };
        var result = Conversion.Of(job with { Output = new() { Path = $"file://{_directory["out"]}" } });
        Assert.Equal(_directory["out"], result.Path);
        Assert.Equal(178, Manifest.Read(_storage, _directory["out"]).Records);

        var e = Assert.Throws<PlanException>(() => Conversion.Of(job with { Output = new() { Path = "hdfs://n/out" } }));
        Assert.StartsWith("Output 'hdfs://n/out': without Spark this program writes to local and mounted filesystems only", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("scalars", 1)]
    [InlineData("scalars", 7)]
    [InlineData("lists", 1)]
    [InlineData("lists", 40)]
    [InlineData("sentences", 3)]
    [InlineData("breast_cancer", 1)]
    [InlineData("breast_cancer", 16)]
    public void Convert_GoldenPair_HasTensorFlowsBytes(string pair, int shards)
    {
        var result = Convert(Golden.Path($"pairs/{pair}.parquet"), "out", shards, threads: 2, verify: true);
        Assert.Equal(shards, result.Shards.Count);
        Assert.Equal(File.ReadAllBytes(Golden.Path($"pairs/{pair}.tfrecord")), Shards("out"));
        Assert.Empty(Verify("out").Faults);
    }

    [Theory]
    [InlineData("breast_cancer", 569)]
    [InlineData("diabetes", 442)]
    [InlineData("flights", 10000)]
    [InlineData("penguins", 344)]
    [InlineData("sentences", 2000, "tags")]
    [InlineData("wine", 178)]
    public void Convert_RealData_IsTheSameInAnyNumberOfShardsAndThreads(string data, int rows, params string[] exclude)
    {
        var input = Golden.Path($"data/{data}.parquet");
        var one = Convert(input, "one", shards: 1, threads: 1, exclude: exclude);
        Assert.Equal((rows, rows), (one.Rows, one.Records));
        Convert(input, "many", shards: 13, threads: 1, exclude: exclude);
        Assert.Equal(Shards("one"), Shards("many"));
        Assert.Empty(Verify("many").Faults);

        var names = TemporaryDirectory.Tree(_directory["many"]);
        Directory.Move(_directory["many"], _directory["before"]);
        Convert(input, "many", shards: 13, threads: 2, exclude: exclude);
        Assert.Equal(names, TemporaryDirectory.Tree(_directory["many"]));
        foreach (var name in names.Where(n => n is not "_run.json"))
            Assert.Equal(File.ReadAllBytes(_directory[$"before/{name}"]), File.ReadAllBytes(_directory[$"many/{name}"]));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("zlib")]
    public void Convert_Compressed_VerifiesAndIsTheSameTwice(string codec)
    {
        var first = Convert(Golden.Path("data/flights.parquet"), "a", shards: 3, codec: codec, verify: true);
        Convert(Golden.Path("data/flights.parquet"), "b", shards: 3, threads: 1, codec: codec);
        Assert.Equal(Shards("a"), Shards("b"));
        Assert.Equal(10000, Verify("a").Records);
        Assert.All(first.Shards, name => Assert.EndsWith(codec == "gzip" ? ".tfrecord.gz" : ".tfrecord.zlib", name, StringComparison.Ordinal));
    }

    [Fact]
    public void Convert_NullsAndFeatureSpec_AreInTheManifestAndBesideIt()
    {
        Convert(Golden.Path("data/penguins.parquet"), "out");
        var manifest = Manifest.Read(_storage, _directory["out"]);
        // palmerpenguins: 2 rows without measures, 11 without sex.
        Assert.Equal(11, manifest.Runs[0].Nulls["sex"]);
        Assert.Equal(2, manifest.Runs[0].Nulls["bill_length_mm"]);
        Assert.False(manifest.Runs[0].Nulls.ContainsKey("species"));
        Assert.Equal(["_feature_spec.json", "_feature_spec.py", "_run.json", "_schema.pbtxt", "_statistics.json"], manifest.Sidecars);
    }

    [Fact]
    public void Convert_DamagedInput_NamesTheFileAndLeavesNothing()
    {
        var file = Golden.Path("damaged/page-flipped-checksummed.parquet");
        var error = Assert.Throws<InvalidDataException>(() => Convert(file, "out", shards: 4, threads: 2));
        Assert.Contains(file, error.Message, StringComparison.Ordinal);
        Assert.Empty(_directory.Tree());
    }

    [Fact]
    public void Convert_Cancelled_LeavesTheOldDataSet()
    {
        Convert(Golden.Path("data/wine.parquet"), "out");
        var before = Shards("out");
        using var cancel = new CancellationTokenSource();
        var progress = new CancelAfterBlocks(cancel, 5);
        var job = new Job
        {
            Input = new() { Paths = [Golden.Path("data/flights.parquet")] },
            Output = new() { Path = _directory["out"], Mode = SaveMode.Overwrite, Shards = 9 },
        };
        Assert.ThrowsAny<OperationCanceledException>(() => Conversion.Of(job, progress, cancel.Token));
        Assert.Equal(before, Shards("out"));
        Assert.Equal(["out"], Directory.GetFileSystemEntries(_directory.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void Convert_InputReplacedMeanwhile_Fails()
    {
        File.Copy(Golden.Path("data/flights.parquet"), _directory["in.parquet"]);
        var job = new Job { Input = new() { Paths = [_directory["in.parquet"]] }, Output = new() { Path = _directory["out"] } };
        var touch = new AtFirstBlock(() => File.SetLastWriteTimeUtc(_directory["in.parquet"], DateTime.UnixEpoch));
        var error = Assert.Throws<InvalidDataException>(() => Conversion.Of(job, touch));
        Assert.Contains("in.parquet", error.Message, StringComparison.Ordinal);
        Assert.Equal(["in.parquet"], _directory.Tree());
    }

    [Fact]
    public void Convert_TasksFailAsTheLeaseIsLost_SaysThatItIs()
    {
        var job = new Job { Input = new() { Paths = [Golden.Path("data/wine.parquet")] }, Output = new() { Path = _directory["out"] } };
        foreach (var failure in new Exception[] { new IOException("gone"), new InvalidDataException("gone, says a task on Spark") })
        {
            var converter = new Converter(new ParquetInputFormat(), new LocalStorage(), null, new LosesTheLease(_directory["_out.lease"], failure));
            Assert.Throws<OutputInUseException>(() => converter.Convert(job, null, TestContext.Current.CancellationToken));
        }
    }

    sealed class LosesTheLease(string lease, Exception failure) : ITaskEngine
    {
        public string Name => "loses the lease";

        public IReadOnlyList<TaskReport> Run(ConversionPlan plan, string stagingDirectory, ITaskProgress? progress, CancellationToken cancellationToken)
        {
            File.Delete(lease);
            throw failure;
        }
    }

    sealed class CancelAfterBlocks(CancellationTokenSource source, int blocks) : IProgress<ConversionProgress>
    {
        int _left = blocks;

        public void Report(ConversionProgress value)
        {
            if (value.Rows > 0 && --_left == 0)
                source.Cancel();
        }
    }

    sealed class AtFirstBlock(Action action) : IProgress<ConversionProgress>
    {
        bool _done;

        public void Report(ConversionProgress value)
        {
            if (value.Rows == 0 || _done)
                return;
            _done = true;
            action();
        }
    }
}
