using System.Globalization;
using ParquetSharp;
using SparkTfRecord.Parquet;
using SparkTfRecord.Planning;
using SparkTfRecord.Storage;
using SparkTfRecord.Tasks;

namespace SparkTfRecord.Benchmarks;

/// <summary>
/// The rung "end to end": Parquet files in the page cache, converted by one thread, in rows per CPU second; and how much of it is decoding, and decoding
/// with encoding. Files and steps take turns, so that what else the machine does hits them alike.
/// </summary>
static class ConvertMeasurement
{
    const int Rounds = 9;

    static readonly IInputFormat s_parquet = new ParquetInputFormat();

    static readonly (string Name, Action<InputFile> Step)[] s_steps =
    [
        ("decode by Arrow C++", file => Drain(OpenByArrow(file))),
        ("decode", file => Drain(Open(file))),
        ("+ encode, CRC", Encode),
        ("+ write, commit", Convert),
    ];

    public static void Run(string[] paths)
    {
        var files = paths.Select(Plan).ToArray();
        var seconds = files.SelectMany(f => s_steps.Select(s => (f, s.Name))).ToDictionary(k => k, _ => new List<double>());
        for (var round = -1; round < Rounds; round++)
        {
            foreach (var file in files)
            {
                foreach (var (name, step) in s_steps)
                {
                    var start = Environment.CpuUsage.TotalTime;
                    step(file);
                    if (round >= 0) // the one before warms up
                        seconds[(file, name)].Add((Environment.CpuUsage.TotalTime - start).TotalSeconds);
                }
            }
        }

        Console.WriteLine($"| rows/CPU s: best (median of {Rounds}) |{string.Concat(s_steps.Select(s => $" {s.Name} |"))}");
        Console.WriteLine($"|---|{string.Concat(s_steps.Select(_ => "---|"))}");
        foreach (var file in files)
            Console.WriteLine($"| {Path.GetFileName(file.Path)} |{string.Concat(s_steps.Select(s => $" {Rates(file.Rows, seconds[(file, s.Name)])} |"))}");
    }

    static string Rates(long rows, List<double> seconds) =>
        string.Create(CultureInfo.InvariantCulture, $"{rows / seconds.Min() / 1e6:0.00} M ({rows / seconds.Order().ElementAt(Rounds / 2) / 1e6:0.00})");

    static InputFile Plan(string path)
    {
        var info = new FileInfo(path);
        return new InputFile { Path = info.FullName, Length = info.Length, Modified = info.LastWriteTimeUtc, RowGroups = s_parquet.ReadFooter(path).RowGroups };
    }

    static IRecordBatchSource Open(InputFile file) =>
        s_parquet.Open(file, 0, file.Rows, [.. s_parquet.ReadFooter(file.Path).Schema.FieldsList.Select(f => f.Name)]);

    static ParquetSource OpenByArrow(InputFile file)
    {
        using var footer = new ParquetFileReader(file.Path);
        return new ParquetSource(
            file, new ArrowReader(file, [.. Enumerable.Range(0, footer.FileMetaData.NumColumns)]), 0, file.Rows, legacyCalendar: false);
    }

    static void Drain(IRecordBatchSource source)
    {
        using (source)
        {
            while (source.ReadNext() is not null)
            {
            }
        }
    }

    static void Encode(InputFile file)
    {
        using var source = Open(file);
        var encoder = new EncodeRun(source.Schema);
        while (source.ReadNext() is { } batch)
            encoder.Encode(batch);
    }

    static void Convert(InputFile file)
    {
        var directory = Directory.CreateTempSubdirectory("sparktfrecord-").FullName;
        try
        {
            var job = new Job
            {
                Input = new() { Paths = [file.Path] },
                Output = new() { Path = Path.Combine(directory, "out") },
                Engine = new() { Threads = 1 },
            };
            new Converter(new ParquetInputFormat(), new LocalStorage(), warmup: null).Convert(job, progress: null, CancellationToken.None);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }
}
