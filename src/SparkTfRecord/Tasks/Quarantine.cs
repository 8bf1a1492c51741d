using System.Globalization;
using Apache.Arrow;
using Apache.Arrow.Types;
using SparkTfRecord.Planning;

namespace SparkTfRecord.Tasks;

/// <summary>
/// The files of one task attempt with its bad rows: the table's columns in the types that were read, without private ones and those of which a field is
/// excluded, and why and where from. A new file begins where the schema changes. Disposing before <see cref="Complete"/> deletes them all.
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
    readonly List<(int Row, string Reason, string File, long FileRow)> _pending = [];
    readonly Schema? _table = plan.KeptColumns is { } bytes ? SchemaBytes.Read(bytes) : null;
    Schema? _schema;
    IRecordBatchWriter? _writer;
    long _rows;
    bool _complete;

    string Name => string.Create(CultureInfo.InvariantCulture, $"task-{task:D5}{(_reports.Count == 0 ? "" : $"-{_reports.Count}")}.parquet");

    string File => $"{attempt}-{Name}";

    /// <summary>Keeps a row of a batch, which is written with the others at <see cref="CompleteBatch"/>.</summary>
    public void Add(int row, string reason, string file, long fileRow) => _pending.Add((row, reason, file, fileRow));

    /// <summary>Writes the rows of a batch: together, as each call of the native writer costs as much as many rows.</summary>
    public void CompleteBatch(RecordBatch batch)
    {
        if (_pending.Count == 0)
            return;
        int[] rows = [.. _pending.Select(p => p.Row)];
        var columns = Columns(batch, rows).ToList();
        Begin(columns.Select(c => c.Field));
        _writer ??= format.Create(Path.Combine(directory, File), _schema!);
        var kept = new RecordBatch( // not to be disposed of: it shares dictionaries with the batch
            _schema!,
            [.. columns.Select(c => ArrowArrayFactory.BuildArray(c.Values)), Texts(_pending.Select(p => p.Reason)), Texts(_pending.Select(p => p.File)), new Int64Array.Builder().AppendRange(_pending.Select(p => p.FileRow)).Build()],
            rows.Length);
        _writer.Append(kept);
        _rows += rows.Length;
        _pending.Clear();
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

    IEnumerable<(Field Field, ArrayData Values)> Columns(RecordBatch batch, int[] rows)
    {
        var fields = (_table ?? batch.Schema).FieldsList;
        var names = new ColumnNames([.. fields.Select(f => new SchemaColumn(f.Name, f.DataType, ""))]);
        var excluded = plan.Job.Input.Exclude.Select(path => names.Find(path, "", [])).OfType<ColumnNode>().Where(n => n.Path.Count > 0).Select(n => n.Column.Name).ToHashSet();
        foreach (var field in fields.Where(f => !_private.Contains(f.Name) && !excluded.Contains(f.Name)))
        {
            var index = batch.Schema.GetFieldIndex(field.Name, StringComparer.Ordinal);
            var values = index < 0 ? WholeColumns.Nulls(field.DataType, rows.Length) : WholeColumns.Of(TakenRows.Of(batch.Column(index).Data, rows), field.DataType);
            yield return (new Field(field.Name, values.DataType, index < 0 || batch.Schema.GetFieldByIndex(index).IsNullable), values);
        }
    }

    void Begin(IEnumerable<Field> columns)
    {
        List<Field> fields = [
            .. columns,
            new(AddedColumns[0], StringType.Default, false), new(AddedColumns[1], StringType.Default, false), new(AddedColumns[2], Int64Type.Default, false)];
        if (_schema is not null && !fields.Select(Describe).SequenceEqual(_schema.FieldsList.Select(Describe)))
            CompleteFile();
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

    static StringArray Texts(IEnumerable<string> texts) => new StringArray.Builder().AppendRange(texts).Build();
}
