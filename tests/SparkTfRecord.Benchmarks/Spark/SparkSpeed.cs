using System.Diagnostics;
using System.Globalization;
using SparkTfRecord.Benchmarks.Data;

namespace SparkTfRecord.Benchmarks.Spark;

/// <summary>
/// The table of PERFORMANCE for Spark: each set in scan mode and DataFrame mode beside what Spark itself needs, in one warm session and as whole runs of
/// spark-submit; and the targets. On <c>local[2]</c>, with SPARK_HOME.
/// </summary>
/// <param name="directory">Where the sets are, and are made when they are not.</param>
/// <param name="program">The sparktfrecord that spark-submit starts: a release.</param>
sealed class SparkSpeed(string directory, string program)
{
    readonly string _output = Path.Combine(directory, "out");
    readonly List<SparkMeasurement> _measured = [];

    /// <summary>Measures and prints.</summary>
    /// <param name="sets">The sets, such as A and B.</param>
    /// <param name="rounds">Rounds of the session, and whole runs of each set.</param>
    /// <param name="millions">Rows of the long run of B, in millions; 0: none.</param>
    public void Run(SampleSet[] sets, int rounds, int millions)
    {
        Directory.CreateDirectory(directory);
        foreach (var set in sets)
            Generate(set, SampleData.DefaultRows(set), set.ToString());
        Generate(SampleSet.A, 1000, "tiny");
        Session(sets, rounds);
        for (var round = 0; round < rounds; round++)
        {
            WholeRun("nothing", "Spark alone", Environment.ProcessPath!, "nothing");
            WholeRun("tiny", "scan", program, "convert", FileOf("tiny"), _output);
            foreach (var set in sets)
            {
                WholeRun($"{set}", "scan", program, "convert", FileOf($"{set}"), _output);
                WholeRun($"{set}", "DataFrame", program, "convert", FileOf($"{set}"), _output, "--engine-mode", "dataframe");
            }
        }
        if (millions > 0)
            WholeRun($"B, {millions} M rows", "scan", program, ["convert", .. Enumerable.Range(0, millions).Select(LinkToB), _output]);
        new SparkSpeedReport(_measured).Print(sets);
    }

    string FileOf(string name) => Path.Combine(directory, $"{name}.parquet");

    void Generate(SampleSet set, int rows, string name)
    {
        if (!File.Exists(FileOf(name)))
            SampleFile.Write(FileOf(name), set, rows);
    }

    /// <summary>The same file under many names, so that its rows need room once.</summary>
    string LinkToB(int number)
    {
        Generate(SampleSet.B, SampleData.DefaultRows(SampleSet.B), "B");
        var link = FileOf($"B.{number:00}");
        if (!File.Exists(link))
            File.CreateSymbolicLink(link, FileOf("B"));
        return link;
    }

    void Session(SampleSet[] sets, int rounds) =>
        Submit(Environment.ProcessPath!, ["session", $"{rounds}", _output, .. sets.Select(s => FileOf($"{s}"))], line =>
        {
            if (SparkMeasurement.Parse(line) is { } measurement)
                Add(measurement);
        });

    void WholeRun(string set, string step, string driver, params string[] arguments)
    {
        var start = Stopwatch.GetTimestamp();
        var cpu = Submit(driver, arguments, _ => { });
        Add(new(set, $"submit {step}", Stopwatch.GetElapsedTime(start).TotalSeconds, cpu, 0));
        if (Directory.Exists(_output))
            Directory.Delete(_output, recursive: true);
    }

    void Add(SparkMeasurement measurement)
    {
        Console.Error.WriteLine(measurement);
        _measured.Add(measurement);
    }

    /// <summary>Runs spark-submit to its end.</summary>
    /// <returns>CPU seconds of all its processes.</returns>
    static double Submit(string driver, string[] arguments, Action<string> line)
    {
        var home = Environment.GetEnvironmentVariable("SPARK_HOME") ?? throw new InvalidOperationException("Set SPARK_HOME.");
        var mark = Guid.NewGuid().ToString("N");
        var start = new ProcessStartInfo(Path.Combine(home, "bin", "spark-submit"),
        [
            "--master", "local[2]", "--driver-memory", "6g", "--conf", "spark.ui.enabled=false", "--conf", $"spark.pyspark.driver.python={driver}", "speed.py", .. arguments,
        ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { [SessionMeasurement.MarkVariable] = mark, ["SPARK_LOCAL_IP"] = "127.0.0.1" },
        };
        using var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { }; // Spark's log
        process.BeginErrorReadLine();
        var output = new List<string>();
        process.OutputDataReceived += (_, e) =>
        {
            output.Add(e.Data ?? "");
            line(output[^1]);
        };
        process.BeginOutputReadLine();
        var processes = new ProcessTree($"{SessionMeasurement.MarkVariable}={mark}");
        using var look = new Timer(_ => processes.CpuSeconds(), null, TimeSpan.Zero, TimeSpan.FromMilliseconds(200));
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"spark-submit {string.Join(' ', start.ArgumentList)}: exit code {process.ExitCode}\n{string.Join('\n', output)}"));
        return processes.CpuSeconds();
    }
}
