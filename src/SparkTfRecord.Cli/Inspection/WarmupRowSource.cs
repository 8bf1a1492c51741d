using SparkTfRecord.Cli.Jobs;
using SparkTfRecord.Parquet;
using SparkTfRecord.Records;
using SparkTfRecord.Serving.Rows;
using SparkTfRecord.Tasks;

namespace SparkTfRecord.Cli.Inspection;

/// <summary>The rows for a warm-up file from what somebody named: a table, TFRecord files, or the rows that a conversion kept.</summary>
static class WarmupRowSource
{
    /// <summary>Reads the rows that a job's warm-up section asks for.</summary>
    /// <param name="job">The job.</param>
    /// <param name="typed">The keys that were typed, not read from a job file.</param>
    /// <param name="sampled">Whether the rows are a sample: those that do not fit may be left out.</param>
    /// <param name="stop">Checked at every batch.</param>
    public static RowSet Read(Job job, IReadOnlyList<JobKey> typed, out bool sampled, CancellationToken stop)
    {
        var options = job.Warmup!;
        sampled = options.Rows is not { Sample: null };
        if (job.Input.Paths is [var path] && Kept(path) is { } kept)
        {
            ConvertedRows.Refuse(job.Input.Paths, typed);
            return ConvertedRows.Marked(Take(RowFile.Read(kept), options.Rows), job, [], complete: typed.Any(k => k.Path == "features.*.private"));
        }
        if (job.Input.Paths.Count > 0 && job.Input.Paths.All(HoldsRecords))
        {
            ConvertedRows.Refuse(job.Input.Paths, typed);
            return ConvertedRows.Marked(RecordRows.Read(Examples(job.Input.Paths), options, stop), job, ConvertedRows.Features(job.Input.Paths), complete: true);
        }
        var plan = Engine.Local().Plan(job with { Output = new(), Warmup = null }, stop);
        var format = new ParquetInputFormat();
        return RowSample.Of(options) is { } sample ? TableSample.Take(plan, format, sample, stop) : new TableRows(plan, format).Read(options.Rows!.Chosen, stop);
    }

    static IEnumerable<(string, Codec)> Examples(IReadOnlyList<string> paths)
    {
        var files = RecordFile.Of(paths, null, null);
        return files.FirstOrDefault(f => f.RecordType != RecordType.Example) is { } other
            ? throw new PlanException($"'{other.Path}' holds {other.RecordType} records, of which no request can be made; name the table that it was made of.")
            : files.Select(f => (f.Path, f.Codec));
    }

    static string? Kept(string path) =>
        path.EndsWith(".arrow", StringComparison.Ordinal) ? path
        : new[] { Path.Combine(path, WarmupFiles.RowsName), Path.Combine(path, WarmupFiles.Directory, WarmupFiles.RowsName) }.FirstOrDefault(File.Exists);

    static bool HoldsRecords(string path) =>
        Directory.Exists(path)
            ? Directory.EnumerateFiles(path).Any(IsRecordFile)
            : IsRecordFile(path);

    static bool IsRecordFile(string path) => Path.GetFileName(path).Contains(".tfrecord", StringComparison.OrdinalIgnoreCase);

    // Kept rows are counted from 0 in the file, in the order of the sample.
    static RowSet Take(RowSet kept, WarmupRows? wanted)
    {
        var rows = wanted?.Sample is { } count ? [.. Enumerable.Range(0, Math.Min(count, kept.Count))] : wanted?.Chosen ?? [.. Enumerable.Range(0, kept.Count)];
        return rows.FirstOrDefault(row => row >= kept.Count, -1) is >= 0 and var beyond
            ? throw new PlanException($"warmup.rows: there is no row {beyond}; {kept.Count} rows were kept, counted from 0.")
            : kept.Take([.. rows.Select(row => (int)row)]);
    }
}
