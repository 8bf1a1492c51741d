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
    }

    public RecordBatch? ReadNext()
    {
        var others = _others?.ReadNext();
        var rows = _others is null ? (int)Math.Min(_remaining, _batchSize.Rows) : others?.Length ?? 0;
        if (rows == 0)
            return null;
        foreach (var column in _columns)
            rows = column?.ReadAhead(rows, _others is null ? _batchSize.LargeBytes : long.MaxValue) ?? rows;
        _remaining -= rows;

        var other = 0;
        var batch = new RecordBatch(Schema, [.. _columns.Select(c => c?.Give(rows) ?? others!.Column(other++))], rows);
        if (_others is null)
            _batchSize.Saw(rows, batch.Arrays.Sum(a => Bytes(a.Data)));
        return batch;
    }

    public void Dispose()
    {
        foreach (var column in _columns)
            column?.Dispose();
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
