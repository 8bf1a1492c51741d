using ParquetSharp;
using SparkTfRecord.Parquet;
using SparkTfRecord.Planning;
using SparkTfRecord.Storage;
using SparkTfRecord.Tasks;

namespace SparkTfRecord.Benchmarks;

/// <summary>A conversion of one file, and the parts of it, each as often as one likes; what is written goes again.</summary>
sealed class ConvertSteps
{
    static readonly IInputFormat s_format = new ParquetInputFormat();

    readonly InputFile _file;
    readonly string[] _columns;

    public ConvertSteps(string path)
    {
        var info = new FileInfo(path);
        var footer = s_format.ReadFooter(info.FullName);
        _file = new InputFile { Path = info.FullName, Length = info.Length, Modified = info.LastWriteTimeUtc, RowGroups = footer.RowGroups };
        _columns = [.. footer.Schema.FieldsList.Select(f => f.Name)];
    }

    public string Name => Path.GetFileNameWithoutExtension(_file.Path);

    public long Rows => _file.Rows;

    public void DecodeByArrow() => Drain(OpenByArrow(Rows));

    public void Decode() => Drain(s_format.Open(_file, 0, Rows, _columns));

    public void Encode()
    {
        using var source = s_format.Open(_file, 0, Rows, _columns);
        var encoder = new EncodeRun(source.Schema);
        while (source.ReadNext() is { } batch)
            encoder.Encode(batch);
    }

    /// <summary>All of it, with everything that is on by default.</summary>
    /// <param name="directory">An empty directory.</param>
    /// <param name="threads">Number of threads.</param>
    /// <param name="shards">Number of shards; null: by their size.</param>
    public void Convert(string directory, int threads, int? shards)
    {
        var job = new Job
        {
            Input = new() { Paths = [_file.Path] },
            Output = new() { Path = Path.Combine(directory, "out"), Shards = shards },
            Engine = new() { Threads = threads },
        };
        new Converter(s_format, new LocalStorage(), warmup: null).Convert(job, progress: null, CancellationToken.None);
    }

    /// <summary>What one writes first, into one file: Arrow's reader, an Example object a row, a table for the CRC.</summary>
    public void ConvertStraightforwardly(string directory, long rows)
    {
        using var source = OpenByArrow(rows);
        using var file = File.Create(Path.Combine(directory, "data.tfrecord"));
        var encoder = new StraightforwardEncoder(source.Schema);
        while (source.ReadNext() is { } batch)
            encoder.Encode(batch, file);
    }

    ParquetSource OpenByArrow(long rows)
    {
        using var footer = new ParquetFileReader(_file.Path);
        return new ParquetSource(_file, new ArrowReader(_file, [.. Enumerable.Range(0, footer.FileMetaData.NumColumns)]), 0, rows, legacyCalendar: false);
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
}
