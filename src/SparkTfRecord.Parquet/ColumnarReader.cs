using Apache.Arrow;
using ParquetSharp;
using ParquetSharp.Arrow;
using SparkTfRecord.Parquet.Columns;

namespace SparkTfRecord.Parquet;

/// <summary>Decodes the usual columns by <see cref="ColumnDecoder"/>, faster than Arrow C++ does, and takes the others from an <see cref="ArrowReader"/>, row for row.</summary>
sealed class ColumnarReader : IRowGroupReader
{
    const int ManyColumns = 1000; // each has ten kilobytes and more

    readonly FileReader _file;
    readonly ParquetFileReader _parquet;
    readonly ColumnDecoder?[] _columns;
    readonly ArrowReader? _others;
    readonly BatchSize _batchSize;
    long _remaining;
    RecordBatch? _otherRows; // what the other reader gave, more rows than are taken at once where others are longer
    int _otherRowsTaken;

    /// <param name="file">The open file, which this disposes of.</param>
    /// <param name="columns">A decoder for each column in file order, or null where it comes from <paramref name="others"/>.</param>
    /// <param name="others">Reader of the other columns; null when there are none.</param>
    public ColumnarReader(FileReader file, ColumnDecoder?[] columns, ArrowReader? others)
    {
        _file = file;
        _parquet = file.ParquetReader;
        _columns = columns;
        _others = others;
        _batchSize = new BatchSize(columns.Length);
        if (columns.Length >= ManyColumns)
            LeftoverMemory.HandBack();
        var other = 0;
        Schema = new Schema(columns.Select(c => c?.Field ?? others!.Schema.GetFieldByIndex(other++)), metadata: null);
    }

    public Schema Schema { get; }

    public void OpenRowGroup(int index)
    {
        using var rowGroup = _parquet.RowGroup(index);
        _remaining = rowGroup.MetaData.NumRows;
        foreach (var column in _columns)
            column?.OpenRowGroup(rowGroup);
        _others?.OpenRowGroup(index);
        ForgetOtherRows();
    }

    public RecordBatch? ReadNext()
    {
        if (_otherRowsTaken == (_otherRows?.Length ?? 0))
        {
            ForgetOtherRows();
            _otherRows = _others?.ReadNext();
        }
        var rows = (int)Math.Min(_others is null ? _remaining : (_otherRows?.Length ?? 0) - _otherRowsTaken, _batchSize.Rows);
        if (rows == 0)
            return null;
        foreach (var column in _columns)
            rows = column?.ReadAhead(rows, _batchSize.LargeBytes) ?? rows;
        _remaining -= rows;

        var others = _otherRows?.SliceShared(_otherRowsTaken, rows);
        _otherRowsTaken += rows;
        var other = 0;
        var batch = new RecordBatch(Schema, [.. _columns.Select(c => c?.Give(rows) ?? others!.Column(other++))], rows);
        // A slice has the buffers of all.
        var otherBytes = _otherRows is null ? 0 : _otherRows.Arrays.Sum(a => Bytes(a.Data)) / _otherRows.Length * rows;
        _batchSize.Saw(rows, otherBytes + batch.Arrays.Where((_, i) => _columns[i] is not null).Sum(a => Bytes(a.Data)));
        return batch;
    }

    void ForgetOtherRows()
    {
        _otherRows?.Dispose();
        (_otherRows, _otherRowsTaken) = (null, 0);
    }

    public void Dispose()
    {
        foreach (var column in _columns)
            column?.Dispose();
        ForgetOtherRows();
        _others?.Dispose();
        _file.Dispose();
        if (_columns.Length >= ManyColumns)
            LeftoverMemory.HandBack();
    }

    static long Bytes(ArrayData data)
    {
        var bytes = 0L;
        foreach (var buffer in data.Buffers)
            bytes += buffer.Length;
        foreach (var child in data.Children ?? [])
            bytes += Bytes(child);
        return bytes;
    }
}
