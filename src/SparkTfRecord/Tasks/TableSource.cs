using Apache.Arrow;
using SparkTfRecord.Planning;

namespace SparkTfRecord.Tasks;

/// <summary>
/// The rows of an input file as rows of the table: its columns under the plan's names, and the partition columns that its path gives.
/// Columns of <see cref="InputFile.Missing"/> are not in the batches.
/// </summary>
sealed class TableSource : IRecordBatchSource
{
    readonly IRecordBatchSource _source;
    readonly PartitionColumn[] _partition;

    TableSource(IRecordBatchSource source, IReadOnlyDictionary<string, string> tableNames, PartitionColumn[] partition)
    {
        _source = source;
        _partition = partition;
        var fields = source.Schema.FieldsList.Select(f => new Field(tableNames[f.Name], f.DataType, f.IsNullable, f.Metadata));
        Schema = new Schema(fields.Concat(partition.Select(p => p.Field)), metadata: null);
    }

    public Schema Schema { get; }

    /// <summary>Opens rows of a file by the plan's column names; otherwise as <see cref="IInputFormat.Open"/>.</summary>
    /// <param name="format">The file's format.</param>
    /// <param name="file">The file as planned.</param>
    /// <param name="firstRow">0-based row of the file.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">The plan's names of the columns wanted, partition columns included.</param>
    public static IRecordBatchSource Open(IInputFormat format, InputFile file, long firstRow, long rows, IReadOnlyList<string> columns)
    {
        var partition = file.Partition.Where(p => columns.Contains(p.Column)).Select(p => new PartitionColumn(p)).ToArray();
        var tableNames = columns.Except(partition.Select(p => p.Field.Name)).Except(file.Missing).ToDictionary(c => file.Renames.GetValueOrDefault(c, c));
        return new TableSource(format.Open(file, firstRow, rows, [.. tableNames.Keys]), tableNames, partition);
    }

    public RecordBatch? ReadNext()
    {
        var batch = _source.ReadNext();
        return batch is null ? null : new RecordBatch(Schema, [.. batch.Arrays, .. _partition.Select(p => p.OfLength(batch.Length))], batch.Length);
    }

    public void Dispose() => _source.Dispose();
}
