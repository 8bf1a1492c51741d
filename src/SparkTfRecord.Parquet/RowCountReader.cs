using Apache.Arrow;
using SparkTfRecord.Planning;

namespace SparkTfRecord.Parquet;

/// <summary>Rows of no column: nothing but their number.</summary>
sealed class RowCountReader(InputFile file) : IRowGroupReader
{
    const int MaxRows = 1 << 20;

    long _rows;

    public Schema Schema { get; } = new([], metadata: null);

    public void OpenRowGroup(int index) => _rows = file.RowGroups[index].Rows;

    public RecordBatch? ReadNext()
    {
        if (_rows == 0)
            return null;
        var length = (int)Math.Min(_rows, MaxRows);
        _rows -= length;
        return new RecordBatch(Schema, [], length);
    }

    public void Dispose() { }
}
