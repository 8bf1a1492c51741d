using System.Diagnostics;
using System.Globalization;
using System.Text;
using SparkTfRecord.Parquet;
using SparkTfRecord.Spark;
using SparkTfRecord.Spark.Driver;
using SparkTfRecord.Spark.Session;
using SparkTfRecord.Spark.Worker;
using SparkTfRecord.Storage;
using SparkTfRecord.Tasks;

namespace SparkTfRecord.Benchmarks.Spark;

/// <summary>
/// Inside spark-submit: one session, in which all ways with a set take turns, after one round that warms up. The workers are this program too, and either
/// convert or, for the floor of DataFrame mode, read what Spark sends and discard it.
/// </summary>
sealed class SessionMeasurement : IDisposable
{
    /// <summary>The variable whose value marks the processes of a run.</summary>
    public const string MarkVariable = "SPARKTFRECORD_SPEED";

    const string Discard = "discard";
    const long MemoryForOutput = 5L << 30;

    static readonly ConversionWorker s_conversion = new(new ParquetInputFormat());

    readonly SparkApplication _application = SparkApplication.Start(SparkApplication.Connect(), catalog: false);
    readonly ProcessTree _processes = new($"{MarkVariable}={Environment.GetEnvironmentVariable(MarkVariable)}");
    readonly string _output;

    SessionMeasurement(string output) => _output = output;

    /// <summary>The driver's arguments: rounds, the directory to write to, and files of sets, each of which may be several with commas between them.</summary>
    public static void Run(string[] arguments)
    {
        using var session = new SessionMeasurement(arguments[1]);
        foreach (var files in arguments[2..])
            session.Measure(files.Split(','), int.Parse(arguments[0], CultureInfo.InvariantCulture));
    }

    /// <summary>What Spark itself needs to start and to run a job of eight tasks that do nothing.</summary>
    public static void RunNothing()
    {
        using var application = SparkApplication.Start(SparkApplication.Connect(), catalog: false);
        using var rows = application.Session.Range(8, 8);
        WriteNowhere(rows);
    }

    /// <summary>The worker's part.</summary>
    public static IReadOnlyList<string> Work(TaskHeader task, IRecordBatchSource input, CancellationToken cancellationToken)
    {
        if (!task.Command.AsSpan().SequenceEqual(Encoding.UTF8.GetBytes(Discard)))
            return s_conversion.Run(task, input, cancellationToken);
        while (input.ReadNext() is not null)
        {
        }
        return [];
    }

    public void Dispose() => _application.Dispose();

    void Measure(string[] files, int rounds)
    {
        var set = Path.GetFileNameWithoutExtension(files[0]);
        // What more rows cost: the same file under several names.
        string[] more = [.. files, .. Enumerable.Range(1, SparkSpeedReport.Times - 1).SelectMany(n => files.Select(f => Link(f, n)))];
        var steps = new[] { ("", files), (SparkSpeedReport.More, more) }.SelectMany(f => new (string, Action)[]
        {
            ("noop" + f.Item1, () => OverTable(f.Item2, WriteNowhere)),
            (Discard + f.Item1, () => OverTable(f.Item2, ReadAndDiscard)),
            ("DataFrame" + f.Item1, () => Convert(f.Item2, EngineMode.Dataframe)),
            ("scan" + f.Item1, () => Convert(f.Item2, EngineMode.Scan)),
            ("local" + f.Item1, () => ConvertHere(f.Item2)),
        }).ToList();
        for (var round = -1; round < rounds; round++)
        {
            foreach (var (name, step) in steps)
            {
                ForgetPeak();
                WarmMemory.Touch(MemoryForOutput);
                var (start, cpu) = (Stopwatch.GetTimestamp(), _processes.CpuSeconds());
                step();
                var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
                if (round >= 0)
                    Console.WriteLine(new SparkMeasurement(set, name, seconds, _processes.CpuSeconds() - cpu, PeakOfWorkers()));
                if (Directory.Exists(_output))
                    Directory.Delete(_output, recursive: true);
            }
        }
    }

    void OverTable(string[] files, Action<DataFrame> action)
    {
        using var table = _application.Session.Load("parquet", [], files);
        action(table);
    }

    static void WriteNowhere(DataFrame table)
    {
        using var writer = table.Dataset.Call("write");
        using var format = writer.Call("format", "noop");
        using var mode = format.Call("mode", "overwrite");
        mode.Do("save");
    }

    void ReadAndDiscard(DataFrame table)
    {
        using var output = MapInArrow.Apply(table, _application.WorkerProgram, Discard, Encoding.UTF8.GetBytes(Discard));
        output.CollectStrings();
    }

    void Convert(string[] files, EngineMode mode) =>
        new SparkConverter(new ParquetInputFormat()).Convert(Job(files, mode), DefaultFileSystem.Of(_application.Session.Gateway), () => _application, null, CancellationToken.None);

    void ConvertHere(string[] files) => new Converter(new ParquetInputFormat(), new LocalStorage(), warmup: null).Convert(Job(files, EngineMode.Auto), progress: null, CancellationToken.None);

    Job Job(string[] files, EngineMode mode) => new()
    {
        Input = new() { Paths = files },
        Output = new() { Path = _output },
        Engine = new() { Mode = mode, Threads = 2 },
    };

    static string Link(string file, int number)
    {
        var link = Path.ChangeExtension(file, $"again{number}.parquet");
        if (!File.Exists(link))
            File.CreateSymbolicLink(link, file);
        return link;
    }

    /// <summary>Lets the kernel count the workers' peak anew.</summary>
    void ForgetPeak()
    {
        foreach (var worker in _processes.Find("-m pyspark.daemon"))
            File.WriteAllText($"/proc/{worker}/clear_refs", "5");
    }

    double PeakOfWorkers() => _processes.Find("-m pyspark.daemon")
        .Select(w => File.ReadLines($"/proc/{w}/status").First(l => l.StartsWith("VmHWM:", StringComparison.Ordinal)))
        .Select(l => double.Parse(l.Split(':')[1].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) / 1024)
        .DefaultIfEmpty().Max();
}
