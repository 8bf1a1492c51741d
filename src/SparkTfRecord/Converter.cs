using System.Diagnostics;
using System.Globalization;
using SparkTfRecord.FeatureSpecs;
using SparkTfRecord.Planning;
using SparkTfRecord.Publishing;
using SparkTfRecord.Statistics;
using SparkTfRecord.Storage;
using SparkTfRecord.Tasks;

namespace SparkTfRecord;

/// <summary>Turns tables into TFRecord data sets: plan → tasks → reports → commit.</summary>
/// <remarks>
/// <code>
/// var converter = new Converter(new ParquetInputFormat());
/// var result = converter.Convert(new Job
/// {
///     Input = new() { Paths = ["rows.parquet"] },
///     Output = new() { Path = "out", Shards = 4 },
/// });
/// </code>
/// <para>Memory: 256 MiB, 64 MiB a thread, and three times the largest row or page, whatever the size of the input.</para>
/// <para>Complete or nothing: the output directory holds the old data set or the new one, whatever happens; a job that failed or was killed leaves nothing that the next one does not clear away.
/// The same job over the same files makes the same bytes, whatever the number of threads. A converter keeps nothing between jobs and may be used by several threads at once.</para>
/// <para>Not supported: outputs that are no local or mounted directories (on Spark HDFS is, too); output to a stream (see <see cref="Examples.ExampleEncoder"/> and <see cref="Records.TfRecordWriter"/>).</para>
/// </remarks>
public sealed class Converter
{
    readonly IInputFormat _format;
    readonly IStorage _storage;
    readonly IWarmupWriter? _warmup;
    readonly ITaskEngine? _engine;
    readonly IPlanner _planner;

    /// <summary>A converter on this machine's threads.</summary>
    /// <param name="format">The files' format: <c>ParquetInputFormat</c> of SparkTfRecord.Parquet.</param>
    /// <param name="warmup">Makes the warm-up files that a job may ask for: <c>WarmupWriter</c> of SparkTfRecord.Serving; null: such jobs are refused.</param>
    public Converter(IInputFormat format, IWarmupWriter? warmup = null) : this(format, new LocalStorage(), warmup)
    {
    }

    /// <param name="format">The input's format.</param>
    /// <param name="storage">Where the output goes.</param>
    /// <param name="warmup">Makes warm-up files; null: none.</param>
    /// <param name="engine">Where the tasks run; null: threads, as many as the job says.</param>
    /// <param name="planner">Makes the plan; null: from the files' footers.</param>
    internal Converter(IInputFormat format, IStorage storage, IWarmupWriter? warmup, ITaskEngine? engine = null, IPlanner? planner = null)
    {
        ArgumentNullException.ThrowIfNull(format);
        (_format, _storage, _warmup, _engine, _planner) = (format, storage, warmup, engine, planner ?? new Planner(format, storage));
    }

    /// <summary>Most bytes that the statistics of single shards may take.</summary>
    internal long MostStatistics { get; init; } = DataSetStatistics.MostBytes;

    /// <summary>Plans the job and writes nothing. Whether the save mode lets it write is told, too, where that can be known without the lease.</summary>
    internal ConversionPlan Plan(Job job, CancellationToken cancellationToken)
    {
        var plan = Decide(job, cancellationToken);
        if (plan.Job.Output.Path is { } path && ExistingDataSet.Read(_storage, _storage.RealPath(path)) is { IsBeingChanged: false } existing)
            existing.Check(plan);
        return plan;
    }

    ConversionPlan Decide(Job job, CancellationToken cancellationToken)
    {
        var plan = _planner.Plan(job, cancellationToken);
        if (job.Warmup is { } options && (_warmup?.Check(options, plan) ?? [Problem.NoWarmupWriter()]) is { Count: > 0 } problems)
            throw new PlanException(problems);
        ExpectedSpec.Of(plan.Job)?.Check(plan);
        return plan;
    }

    /// <summary>Converts. The output directory holds the old data set or the new one, whatever happens.</summary>
    /// <param name="job">What to convert, into what. Values of the environment are filled into <c>${env:NAME}</c>.</param>
    /// <param name="progress">Hears how far it is, at every block of some hundred kilobytes, one call at a time, on the threads that do the work; null: nobody does.</param>
    /// <param name="cancellationToken">Stops the job; nothing is published then.</param>
    /// <exception cref="PlanException">All that is wrong with the job; nothing was written.</exception>
    /// <exception cref="InvalidDataException">The input is damaged or a row cannot be converted.</exception>
    /// <exception cref="IOException">The storage failed.</exception>
    /// <exception cref="UnauthorizedAccessException">The storage forbids it.</exception>
    /// <exception cref="OutputInUseException">Another job is writing to the output.</exception>
    public ConversionResult Convert(Job job, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(job);
        var started = DateTime.UtcNow;
        var watch = Stopwatch.StartNew();
        // A path that is missing is told together with whatever else is wrong.
        var plan = Decide(job with { Output = job.Output with { Path = job.Output.Path ?? "" } }, cancellationToken);
        job = plan.Job;
        var path = _storage.RealPath(job.Output.Path!);
        using var output = DataSetOutput.Open(_storage, plan);
        if (output is null)
            return new() { Path = path, Written = false, Duration = watch.Elapsed };

        plan = output.Plan;
        progress?.Report(new(0, plan.Rows, 0));
        var tasks = _engine ?? new LocalEngine(_format, job.Engine.Threads);
        // Chosen rows are read first: one that cannot be sent is known before the work.
        var chosen = job.Warmup?.Rows is { Sample: null } rows ? _warmup?.Write(job.Warmup, plan, rows.Chosen, _format, cancellationToken) : null;
        var reports = RunTasks(tasks, plan, output, progress is null ? null : new ProgressSum(progress, plan.Rows), cancellationToken);
        var badRows = BadRowCount.Sum(reports.SelectMany(r => r.BadRows));
        var warmupFiles = chosen ?? (RowSample.Of(job.Warmup) is { } sample ? _warmup?.Write(job.Warmup!, plan, Merge(sample, reports, output.StagingDirectory)) : null);
        cancellationToken.ThrowIfCancellationRequested();

        var statistics = WrittenStatistics.Read(_storage, plan, Manifest.StagedShards(plan, reports), output.StagingDirectory, MostStatistics);
        var result = new ConversionResult
        {
            Path = path,
            Written = true,
            Plan = plan,
            Rows = reports.Sum(r => r.Rows),
            Records = reports.Sum(r => r.Shards.Sum(s => s.Records)),
            Bytes = reports.Sum(r => r.Shards.Sum(s => s.Bytes)),
            BadRows = badRows,
            Splits = [.. SplitOptions.Names(job.Splits).Select(split =>
                new SplitResult(split, reports.SelectMany(r => r.Shards).Where(s => s.Split == split).Sum(s => s.Records)))],
            WarmupRequests = warmupFiles?.Count ?? 0,
            Warnings = [.. plan.Warnings, .. Warnings(badRows), .. warmupFiles?.Warnings ?? []],
        };
        result = result with { Warnings = [.. result.Warnings, .. FeatureSpec.Warnings(plan.Features, statistics.Nulls)] };
        var run = RunRecord.Of(result, tasks.Name, started, watch.Elapsed);
        var sidecars = new DataSetSidecars(plan, statistics, MostStatistics, run, warmupFiles);
        var (_, written) = output.Commit(reports, statistics.Nulls, (dataSet, written) => sidecars.Of(dataSet, written, _storage, path));
        return result with { Warnings = [.. result.Warnings, .. sidecars.Warnings], Shards = [.. written.Shards.Select(s => s.Name)], Quarantine = written.Runs[0].Quarantine ?? [], Duration = watch.Elapsed };
    }

    IReadOnlyList<TaskReport> RunTasks(
        ITaskEngine tasks, ConversionPlan plan, DataSetOutput output, ITaskProgress? progress, CancellationToken cancellationToken)
    {
        IReadOnlyList<TaskReport> reports;
        try
        {
            reports = tasks.Run(plan, output.StagingDirectory, progress, cancellationToken);
        }
        catch (Exception e) when (e is IOException or InvalidDataException) // the latter is what Spark's tasks say, whatever it was
        {
            output.RequireLease(); // who lost it lost the staging directory: that is the reason then
            throw;
        }
        new ReportCheck(plan, reports).Run(_storage, output.StagingDirectory, cancellationToken);
        return reports;
    }

    IReadOnlyList<SampledRow> Merge(RowSample sample, IReadOnlyList<TaskReport> reports, string stagingDirectory)
    {
        foreach (var task in reports.Select(r => r.Sample).OfType<SampleReport>())
        {
            foreach (var row in SampleFile.Read(_storage.OpenRead(StoragePath.Join(stagingDirectory, task.File))))
                sample.Add(row with { Row = row.Row + task.FirstRow });
        }
        return sample.Rows;
    }

    static IEnumerable<string> Warnings(IReadOnlyList<BadRowCount> badRows)
    {
        if (badRows.Count > 0)
            yield return string.Create(CultureInfo.InvariantCulture, $"{badRows.Sum(b => b.Rows)} rows could not be converted and were left out: {BadRowCount.Describe(badRows)}.");
    }
}
