using SparkTfRecord.Parquet;
using SparkTfRecord.Serving;
using SparkTfRecord.Spark.Driver;
using SparkTfRecord.Spark.Session;
using SparkTfRecord.Storage;
using SparkTfRecord.Tasks;

namespace SparkTfRecord.IntegrationTests.Spark;

[Collection("Spark")]
public sealed class WarmupOnSparkTests(SparkShells shells) : IDisposable
{
    readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("sparktfrecord-warmup-");

    public static TheoryData<string> Versions => SparkInstallation.Versions;

    public void Dispose() => _directory.Delete(recursive: true);

    [Theory, MemberData(nameof(Versions))]
    public void Convert_SampledRows_AreThoseOfTheLocalEngine(string version)
    {
        var program = new WorkerProgram(Path.Combine(AppContext.BaseDirectory, "SparkTfRecord.Cli"), new Dictionary<string, string>());
        var spark = new ScanEngine(() => new(shells.Get(version).Session, program));

        Assert.Equal(Convert("local", null), Convert("spark", spark));
    }

    // The bytes of both warm-up files.
    (string Requests, string Rows) Convert(string name, ITaskEngine? engine)
    {
        var job = new Job
        {
            Input = new() { Paths = [Golden("saved_models/ranker.parquet")] },
            Output = new() { Path = Path.Combine(_directory.FullName, name), Shards = 5 },
            Warmup = new() { Rows = new() { Sample = 6 }, Seed = 1, Model = Golden("saved_models/ranker/7"), BatchSizes = [1, 4] },
        };
        var result = new Converter(new ParquetInputFormat(), new LocalStorage(), new WarmupWriter(), engine).Convert(job, null, TestContext.Current.CancellationToken);
        Assert.Equal(8, result.WarmupRequests);
        return (Content(result, WarmupFiles.RequestsName), Content(result, WarmupFiles.RowsName));
    }

    static string Content(ConversionResult result, string file) => System.Convert.ToHexString(File.ReadAllBytes(Path.Combine(result.Path, WarmupFiles.Directory, file)));

    static string Golden(string path) => Path.Combine(SparkInstallation.Repository, "tests", "golden", path);
}
