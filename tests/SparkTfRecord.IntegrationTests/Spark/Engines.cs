using SparkTfRecord.Parquet;
using SparkTfRecord.Publishing;
using SparkTfRecord.Records;
using SparkTfRecord.Serving;
using SparkTfRecord.Spark;
using SparkTfRecord.Spark.Driver;
using SparkTfRecord.Spark.Session;
using SparkTfRecord.Storage;

namespace SparkTfRecord.IntegrationTests.Spark;

/// <summary>The engines side by side: each converts into a directory of its own name, and all of it goes with the test.</summary>
sealed class Engines(SparkShells shells) : IDisposable
{
    readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("sparktfrecord-engines-");

    /// <summary>What was said about the way, by the last conversion on Spark.</summary>
    public List<string> Log { get; } = [];

    /// <summary>What executors start: the program as it is built.</summary>
    public static WorkerProgram Program { get; } = new(Path.Combine(AppContext.BaseDirectory, "SparkTfRecord.Cli"), new Dictionary<string, string>());

    static CancellationToken Running => TestContext.Current.CancellationToken;

    /// <summary>A path in the directory.</summary>
    public string this[string relative] => Path.Combine(_directory.FullName, relative);

    /// <summary>A file that came with the golden data.</summary>
    public static string Golden(string relative) => Support.Repository.Golden(relative);

    /// <summary>Names of what is in the directory.</summary>
    public IEnumerable<string> Names() => _directory.EnumerateFileSystemInfos().Select(f => f.Name).Order(StringComparer.Ordinal);

    /// <summary>Converts on this machine, into "local" unless told otherwise.</summary>
    public ConversionResult Local(Job job, string name = "local") =>
        new Converter(new ParquetInputFormat(), new LocalStorage(), new WarmupWriter()).Convert(To(name, job), null, Running);

    /// <summary>Converts on Spark as the program would, into "spark" unless told otherwise.</summary>
    public ConversionResult Spark(string version, Job job, string name = "spark", WorkerProgram? program = null, IProgress<ConversionProgress>? progress = null, CancellationToken? stop = null)
    {
        Log.Clear();
        var conversion = new SparkConverter(new ParquetInputFormat(), new LocalStorage(), new WarmupWriter(), Log.Add);
        return conversion.Convert(To(name, job), DefaultFileSystem.Local, () => new(shells.Get(version).Session, program ?? Program), progress, stop ?? Running);
    }

    /// <summary>Converts in DataFrame mode, into "dataframe".</summary>
    public ConversionResult DataFrame(string version, Job job, WorkerProgram? program = null) =>
        Spark(version, job with { Engine = new() { Mode = EngineMode.Dataframe } }, "dataframe", program);

    /// <summary>The records of a data set, or of one split, each as hexadecimal digits, in order.</summary>
    public static List<string> Records(ConversionResult result, string? split = null) =>
        Records(result.Shards.Where(s => split is null || s.StartsWith($"data-{split}-", StringComparison.Ordinal)).Select(s => Path.Combine(result.Path, s)));

    /// <summary>The records of a data set in a directory, whatever their order.</summary>
    public static IEnumerable<string> Sorted(string directory) => Records(Directory.GetFiles(directory, "data-*")).Order(StringComparer.Ordinal);

    static List<string> Records(IEnumerable<string> shards)
    {
        var records = new List<string>();
        foreach (var shard in shards)
        {
            using var reader = new TfRecordReader(shard);
            while (reader.Read())
                records.Add(System.Convert.ToHexString(reader.Record.Span));
        }
        return records;
    }

    /// <summary>The input files that a data set's manifest names.</summary>
    public static IReadOnlyList<ManifestInput> Inputs(ConversionResult result) => Manifest.Read(new LocalStorage(), result.Path).Runs[0].Inputs;

    /// <summary>Names and contents of all files of a data set but for the run's record; in the manifest without the output's own name.</summary>
    public static List<(string Name, string Content)> Files(ConversionResult result) => Files(result.Path, result.Path);

    /// <summary>The same of one that was copied from elsewhere.</summary>
    public static List<(string Name, string Content)> Files(string directory, string path) =>
        [.. Directory.GetFiles(directory, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Where(f => !f.EndsWith("_run.json", StringComparison.Ordinal)).Select(f => (
            Path.GetRelativePath(directory, f),
            f.EndsWith("_manifest.json", StringComparison.Ordinal) ? File.ReadAllText(f).Replace(path, "", StringComparison.Ordinal) : System.Convert.ToHexString(File.ReadAllBytes(f))))];

    public void Dispose() => _directory.Delete(recursive: true);

    Job To(string name, Job job) => job with { Output = job.Output with { Path = this[name] } };
}
