using System.Diagnostics;
using Apache.Arrow;
using SparkTfRecord.Planning;
using SparkTfRecord.Tasks;

namespace SparkTfRecord.Parquet;

/// <summary>A run of rows of one file. Only the row groups that hold them are decoded.</summary>
sealed class ParquetSource : IRecordBatchSource
{
    readonly InputFile _file;
    readonly IRowGroupReader _reader;
    readonly bool _legacyCalendar;
    int _rowGroup = -1;
    long _skip;
    long _remaining;
    long _rowGroupRemaining;
    RecordBatch? _batch;

    public ParquetSource(InputFile file, IRowGroupReader reader, long firstRow, long rows, bool legacyCalendar)
    {
        _file = file;
        _reader = reader;
        _skip = firstRow;
        _remaining = rows;
        _legacyCalendar = legacyCalendar;
    }

    public Schema Schema => _reader.Schema;

    public RecordBatch? ReadNext()
    {
        Forget();
        if (_remaining == 0)
            return null;
        try
        {
            _batch = ReadRows();
        }
        catch (Exception e) when (NativeError.IsAboutFile(e))
        {
            FileVersion.Check(_file);
            Throw.Unreadable(_file.Path, $"row group {_rowGroup}", e);
        }

        if (_legacyCalendar)
            LegacyCalendar.Check(_file.Path, _batch);
        _remaining -= _batch.Length;
        if (_remaining == 0)
            FileVersion.Check(_file);
        return _batch;
    }

    public void Dispose()
    {
        Forget();
        _reader.Dispose();
    }

    void Forget()
    {
        _batch?.Dispose();
        _batch = null;
    }

    /// <summary>The next rows wanted, passing over whole row groups and then over rows.</summary>
    RecordBatch ReadRows()
    {
        while (true)
        {
            var batch = _rowGroup < 0 ? null : _reader.ReadNext();
            _rowGroupRemaining -= batch?.Length ?? 0;
            if (_rowGroupRemaining < 0 || (batch is null && _rowGroupRemaining > 0))
                Throw.RowGroupLength(_file, _rowGroup, _rowGroupRemaining);
            if (batch is null)
                OpenNextRowGroup();
            else if (batch.Length <= _skip)
                _skip -= Discard(batch);
            else
                return Trim(batch);
        }
    }

    void OpenNextRowGroup()
    {
        for (_rowGroup++; _rowGroup < _file.RowGroups.Count; _rowGroup++)
        {
            var rows = _file.RowGroups[_rowGroup].Rows;
            if (rows > _skip)
            {
                _reader.OpenRowGroup(_rowGroup);
                _rowGroupRemaining = rows;
                return;
            }

            _skip -= rows;
        }

        throw new UnreachableException("The rows asked for were checked against the row groups.");
    }

    static int Discard(RecordBatch batch)
    {
        var rows = batch.Length;
        batch.Dispose();
        return rows;
    }

    RecordBatch Trim(RecordBatch batch)
    {
        var offset = (int)_skip;
        var length = (int)Math.Min(batch.Length - offset, _remaining);
        _skip = 0;
        if (length == batch.Length)
            return batch;
        using (batch)
            return batch.SliceShared(offset, length);
    }
}
