using System.Diagnostics;
using System.Globalization;

namespace SparkTfRecord.Benchmarks;

/// <summary>
/// The rung "end to end": Parquet files in the page cache to shards. Rows per CPU second of one thread, how much of it is decoding, and decoding with encoding, and a
/// straightforward program beside it; then rows per second of one thread and of two, and the memory of a process that converts once. Files and steps take turns, so that
/// what else the machine does hits them alike.
/// </summary>
static class ConvertMeasurement
{
    const int Rounds = 9;
    const int StraightforwardShare = 20; // it gets so much less to do: nobody waits for all
    const long MemoryForOutput = 1L << 30;
    const int SharedShards = 8;          // so that two threads have the same to do

    public static void Run(string[] paths)
    {
        var files = Array.ConvertAll(paths, p => new ConvertSteps(p));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Machine()}, .NET {Environment.Version}, {Environment.ProcessorCount} cores, {DateTime.UtcNow:yyyy-MM-dd}; best (median) of {Rounds}"));
        Print(
            files,
            "rows per CPU second",
            ("Google.Protobuf", f => InDirectory(d => Cpu(f.Rows / StraightforwardShare, () => f.ConvertStraightforwardly(d, f.Rows / StraightforwardShare)))),
            ("decode by Arrow C++", f => Cpu(f.Rows, f.DecodeByArrow)),
            ("decode", f => Cpu(f.Rows, f.Decode)),
            ("+ encode, CRC", f => Cpu(f.Rows, f.Encode)),
            ("+ write, commit", f => InDirectory(d => Cpu(f.Rows, () => f.Convert(d, threads: 1, shards: null)))));
        Print(
            files,
            $"rows per second, {SharedShards} shards",
            ("1 thread", f => InDirectory(d => Wall(f.Rows, () => f.Convert(d, threads: 1, SharedShards)))),
            ("2 threads", f => InDirectory(d => Wall(f.Rows, () => f.Convert(d, threads: 2, SharedShards)))));
        Console.WriteLine("| peak memory of a process | 1 thread | 2 threads |\n|---|---|---|");
        for (var i = 0; i < files.Length; i++)
            Console.WriteLine($"| {files[i].Name} | {PeakMemory(paths[i], 1)} | {PeakMemory(paths[i], 2)} |");
    }

    /// <summary>Converts once and prints the most memory that this process held.</summary>
    public static void RunOnce(string path, int threads)
    {
        var directory = Directory.CreateTempSubdirectory("sparktfrecord-").FullName;
        new ConvertSteps(path).Convert(directory, threads, SharedShards);
        Directory.Delete(directory, recursive: true);
        var peak = File.ReadLines("/proc/self/status").First(l => l.StartsWith("VmHWM:", StringComparison.Ordinal)).Split(':', 'k')[1];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{long.Parse(peak, CultureInfo.InvariantCulture) >> 10} MiB"));
    }

    static void Print(ConvertSteps[] files, string title, params (string Name, Func<ConvertSteps, double> Rate)[] steps)
    {
        var rates = files.Select(_ => Array.ConvertAll(steps, _ => new List<double>())).ToArray();
        for (var round = -1; round < Rounds; round++)
        {
            for (var file = 0; file < files.Length; file++)
            {
                for (var step = 0; step < steps.Length; step++)
                {
                    var rate = steps[step].Rate(files[file]);
                    if (round >= 0) // the one before warms up
                        rates[file][step].Add(rate);
                }
            }
        }
        Console.WriteLine($"| {title} |{string.Concat(steps.Select(s => $" {s.Name} |"))}\n|---|{string.Concat(steps.Select(_ => "---|"))}");
        for (var file = 0; file < files.Length; file++)
            Console.WriteLine($"| {files[file].Name} |{string.Concat(rates[file].Select(r => $" {Rate(r.Max())} ({Rate(r.Order().ElementAt(Rounds / 2))}) |"))}");
    }

    static double Cpu(long rows, Action step)
    {
        var start = Environment.CpuUsage.TotalTime;
        step();
        return rows / (Environment.CpuUsage.TotalTime - start).TotalSeconds;
    }

    static double Wall(long rows, Action step)
    {
        var watch = Stopwatch.StartNew();
        step();
        return rows / watch.Elapsed.TotalSeconds;
    }

    static T InDirectory<T>(Func<string, T> work)
    {
        var directory = Directory.CreateTempSubdirectory("sparktfrecord-").FullName;
        WarmMemory.Touch(MemoryForOutput);
        try
        {
            return work(directory);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    static string PeakMemory(string path, int threads)
    {
        using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["convert-once", path, $"{threads}"]) { RedirectStandardOutput = true })!;
        return process.StandardOutput.ReadToEnd().Trim();
    }

    static string Rate(double rate) => rate >= 1e6
        ? string.Create(CultureInfo.InvariantCulture, $"{rate / 1e6:0.00} M")
        : string.Create(CultureInfo.InvariantCulture, $"{rate / 1e3:0.0} k");

    static string Machine() =>
        File.Exists("/proc/cpuinfo") ? File.ReadLines("/proc/cpuinfo").First(l => l.StartsWith("model name", StringComparison.Ordinal)).Split(':')[1].Trim() : "?";
}
