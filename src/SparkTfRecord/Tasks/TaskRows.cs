using SparkTfRecord.Examples;
using SparkTfRecord.Planning;

namespace SparkTfRecord.Tasks;

/// <summary>The rows of one task attempt on their way: encoded, counted, sampled, and written to shards or put aside.</summary>
/// <param name="plan">The plan.</param>
/// <param name="shards">Where the records go.</param>
/// <param name="firstRow">0-based row of the whole input that is the task's first.</param>
/// <param name="quarantine">Where rows that cannot be converted go; null: nowhere.</param>
/// <param name="progress">Told about every block; may be null.</param>
/// <param name="cancellationToken">Checked at every block.</param>
sealed class TaskRows(ConversionPlan plan, TaskShards shards, long firstRow, Quarantine? quarantine, ITaskProgress? progress, CancellationToken cancellationToken)
{
    readonly BadRows _badRows = new(plan.Job.BadRows, MostBadRows(plan), quarantine);
    readonly RowSample? _sample = RowSample.Of(plan.Job.Warmup);
    RecordSink? _records;
    long _rows;

    /// <summary>Converts all rows of a source and returns how many these were.</summary>
    /// <param name="source">The rows.</param>
    /// <param name="place">The file that they are in, or what else a message should call it.</param>
    /// <param name="placeRow">0-based row of this place that is the source's first.</param>
    public long Convert(IRecordBatchSource source, string place, long placeRow)
    {
        _records ??= new(shards, firstRow, _badRows, _sample, progress, cancellationToken);
        var encoder = new ExampleEncoder(FeaturePlan.Compile(source.Schema, plan.Features));
        var rows = 0L;
        for (; source.ReadNext() is { } batch; rows += batch.Length)
            _records.Write(batch, encoder, place, placeRow + rows);
        _rows += rows;
        return rows;
    }

    /// <summary>Finishes the files and says what there is.</summary>
    /// <param name="task">0-based index of the task.</param>
    /// <param name="directory">The staging directory.</param>
    /// <param name="attempt">Unique to this attempt.</param>
    public TaskReport Complete(int task, string directory, string attempt) => new()
    {
        Task = task,
        Shards = shards.Complete(),
        Rows = _rows,
        BadRows = _badRows.Counts,
        Quarantine = quarantine?.Complete() ?? [],
        Sample = _sample is null ? null : WriteSample(_sample, task, directory, attempt),
    };

    static SampleReport WriteSample(RowSample sample, int task, string directory, string attempt)
    {
        var file = FormattableString.Invariant($"{attempt}-{task:D5}.sample");
        SampleFile.Write(Path.Combine(directory, file), sample.Rows);
        return new(file);
    }

    // A share of rows that are not counted yet is for the driver to hold against what tasks report.
    static long? MostBadRows(ConversionPlan plan) => plan.Job.BadRows.Max is { } max && (plan.Rows > 0 || !max.IsShare) ? max.Among(plan.Rows) : null;
}
