using Apache.Arrow;
using Apache.Arrow.Ipc;
using ParquetSharp.Arrow;
using SparkTfRecord.Planning;
using TimeUnit = Apache.Arrow.Types.TimeUnit;

namespace SparkTfRecord.Parquet;

/// <summary>Reads every type of column, through Arrow C++.</summary>
sealed class ArrowReader : IRowGroupReader
{
    readonly FileReader _file;
    readonly int[] _leaves;
    readonly IReadOnlyList<Field?>? _int96;
    IArrowArrayStream? _rowGroup;

    /// <param name="file">The file.</param>
    /// <param name="leaves">Leaf columns to read, at least one.</param>
    /// <param name="int96">For each of their columns what it is where there is <see cref="Int96"/> in it, else null; null: in none.</param>
    public ArrowReader(InputFile file, int[] leaves, IReadOnlyList<Field?>? int96 = null)
    {
        _int96 = int96?.Any(f => f is not null) == true ? int96 : null;
        _leaves = leaves;
        using var properties = ReadOptions.ForFile(file, leaves.Length);
        using var arrowProperties = ArrowReaderProperties.GetDefault();
        arrowProperties.UseThreads = false;
        arrowProperties.PreBuffer = false;
        arrowProperties.BatchSize = ReadOptions.BatchRows(file);
        arrowProperties.CoerceInt96TimestampUnit = TimeUnit.Microsecond;

        _file = new FileReader(file.Path, properties, arrowProperties);
        using var stream = _file.GetRecordBatchReader(null, leaves);
        Schema = new Schema(_int96 is null ? stream.Schema.FieldsList : stream.Schema.FieldsList.Zip(_int96, (read, typed) => typed ?? read), metadata: null);
    }

    public Schema Schema { get; }

    public void OpenRowGroup(int index)
    {
        _rowGroup?.Dispose();
        _rowGroup = _file.GetRecordBatchReader([index], _leaves);
    }

    public RecordBatch? ReadNext()
    {
        var batch = _rowGroup!.ReadNextRecordBatchAsync().AsTask().GetAwaiter().GetResult();
        return batch is null || _int96 is null ? batch : new(
            Schema, batch.Arrays.Zip(_int96, (array, typed) => typed is null ? array : ArrowArrayFactory.BuildArray(Int96.Typed(array.Data, typed.DataType))), batch.Length);
    }

    public void Dispose()
    {
        _rowGroup?.Dispose();
        _file.Dispose();
    }
}
