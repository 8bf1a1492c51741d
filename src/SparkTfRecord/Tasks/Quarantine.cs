using System.Globalization;
using Apache.Arrow;
using Apache.Arrow.Types;
using SparkTfRecord.Planning;

namespace SparkTfRecord.Tasks;

/// <summary>
/// The files of one task attempt with its bad rows: the columns as they were read, without private ones, and why and where from. A new file begins where the
/// schema changes. Disposing before <see cref="Complete"/> deletes them all.
/// </summary>
/// <param name="plan">The plan.</param>
/// <param name="format">The format that the rows are kept in.</param>
/// <param name="directory">The staging directory.</param>
/// <param name="task">0-based index of the task.</param>
/// <param name="attempt">Unique to this attempt.</param>
sealed class Quarantine(ConversionPlan plan, IInputFormat format, string directory, int task, string attempt) : IDisposable
{
    /// <summary>The columns that are added to a row's own.</summary>
    public static readonly IReadOnlyList<string> AddedColumns = ["_reason", "_file", "_row"];

    readonly HashSet<string> _private = [.. plan.Features.Where(f => f.Private).Select(f => f.Column)];
    readonly List<QuarantineReport> _reports = [];
    Schema? _source;
    Schema? _schema;
    IRecordBatchWriter? _writer;
    long _rows;
    bool _complete;

    string Name => string.Create(CultureInfo.InvariantCulture, $"task-{task:D5}{(_reports.Count == 0 ? "" : $"-{_reports.Count}")}.parquet");

    string File => $"{attempt}-{Name}";

    /// <summary>Keeps a row.</summary>
    public void Add(RecordBatch batch, int row, string reason, string file, long fileRow)
    {
        if (_source != batch.Schema)
            Begin(batch.Schema);
        _writer ??= format.Create(Path.Combine(directory, File), _schema!);
        using var slice = batch.SliceShared(row, 1);
        var columns = batch.Schema.FieldsList.Select((f, i) => (f.Name, Array: slice.Column(i))).Where(c => !_private.Contains(c.Name)).Select(c => c.Array);
        var kept = new RecordBatch(_schema!, [.. columns, Text(reason), Text(file), new Int64Array.Builder().Append(fileRow).Build()], 1);
        _writer.Append(kept);
        _rows++;
    }

    /// <summary>Finishes the files.</summary>
    public IReadOnlyList<QuarantineReport> Complete()
    {
        CompleteFile();
        _complete = true;
        return _reports;
    }

    public void Dispose()
    {
        _writer?.Dispose();
        if (!_complete)
            foreach (var report in _reports)
                System.IO.File.Delete(Path.Combine(directory, report.File));
    }

    void Begin(Schema source)
    {
        List<Field> fields = [
            .. source.FieldsList.Where(f => !_private.Contains(f.Name)),
            new(AddedColumns[0], StringType.Default, false), new(AddedColumns[1], StringType.Default, false), new(AddedColumns[2], Int64Type.Default, false)];
        if (_schema is not null && !fields.Select(Describe).SequenceEqual(_schema.FieldsList.Select(Describe)))
            CompleteFile();
        _source = source;
        if (_writer is null)
            _schema = new Schema(fields, metadata: null);
    }

    static (string, string, bool) Describe(Field field) => (field.Name, ArrowTypeName.Of(field.DataType), field.IsNullable);

    void CompleteFile()
    {
        if (_writer is null)
            return;
        _reports.Add(new(File, Name, _rows, _writer.Complete()));
        _writer.Dispose();
        (_writer, _rows) = (null, 0);
    }

    static StringArray Text(string text) => new StringArray.Builder().Append(text).Build();
}
