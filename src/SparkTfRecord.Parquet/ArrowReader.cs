using Apache.Arrow;
using Apache.Arrow.Ipc;
using ParquetSharp.Arrow;
using SparkTfRecord.Planning;
using TimeUnit = Apache.Arrow.Types.TimeUnit;

namespace SparkTfRecord.Parquet;

/// <summary>Reads every type of column, through Arrow C++. INT96 becomes microseconds, all that Spark keeps of it, and cannot overflow as nanoseconds do.</summary>
sealed class ArrowReader : IRowGroupReader
{
    readonly FileReader _file;
    readonly int[] _leaves;
    IArrowArrayStream? _rowGroup;

    /// <param name="file">The file.</param>
    /// <param name="leaves">Leaf columns to read, at least one.</param>
    public ArrowReader(InputFile file, int[] leaves)
    {
        _leaves = leaves;
        using var properties = ReadOptions.ForFile(file, leaves.Length);
        using var arrowProperties = ArrowReaderProperties.GetDefault();
        arrowProperties.UseThreads = false;
        arrowProperties.PreBuffer = false;
        arrowProperties.BatchSize = ReadOptions.BatchRows(file);
        arrowProperties.CoerceInt96TimestampUnit = TimeUnit.Microsecond;

        _file = new FileReader(file.Path, properties, arrowProperties);
        using var stream = _file.GetRecordBatchReader(null, leaves);
        Schema = new Schema(stream.Schema.FieldsList, metadata: null);
    }

    public Schema Schema { get; }

    public void OpenRowGroup(int index)
    {
        _rowGroup?.Dispose();
        _rowGroup = _file.GetRecordBatchReader([index], _leaves);
    }

    public RecordBatch? ReadNext() => _rowGroup!.ReadNextRecordBatchAsync().AsTask().GetAwaiter().GetResult();

    public void Dispose()
    {
        _rowGroup?.Dispose();
        _file.Dispose();
    }
}
