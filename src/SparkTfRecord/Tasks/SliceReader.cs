using Apache.Arrow;
using SparkTfRecord.Planning;

namespace SparkTfRecord.Tasks;

/// <summary>
/// Reads slices of the input, one after the other. Tasks seldom end where row groups do: a slice that begins where the last one ended goes on in the open file,
/// so that a thread with consecutive tasks decodes nothing twice.
/// </summary>
sealed class SliceReader(ConversionPlan plan, IInputFormat format) : IRecordBatchSource
{
    readonly string[] _columns = [.. plan.Features.Select(f => f.Column).Union(plan.SplitBy)];
    IRecordBatchSource? _source;
    (int File, long Row) _next; // the first row not given yet
    long _left;
    RecordBatch? _batch;
    int _given;

    /// <inheritdoc/>
    public Schema Schema => _source!.Schema;

    /// <summary>Turns to a slice: its batches come next.</summary>
    /// <exception cref="InvalidDataException">The file has changed since it was planned, or is damaged.</exception>
    public void Open(InputSlice slice)
    {
        if (_source is null || _next != (slice.File, slice.FirstRow))
        {
            Dispose();
            var file = plan.Files[slice.File];
            _source = TableSource.Open(format, file, slice.FirstRow, file.Rows - slice.FirstRow, _columns);
        }
        _next = (slice.File, slice.FirstRow);
        _left = slice.Rows;
    }

    /// <summary>The next rows of the slice, valid until the next call, or null at its end.</summary>
    public RecordBatch? ReadNext()
    {
        if (_left == 0)
            return null;
        if (_given == (_batch?.Length ?? 0))
        {
            _batch = _source!.ReadNext();
            _given = 0;
            if (_batch is null)
                return null;
        }
        var rows = (int)Math.Min(_batch!.Length - _given, _left);
        var part = rows == _batch.Length ? _batch : _batch.Slice(_given, rows);
        _given += rows;
        _left -= rows;
        _next.Row += rows;
        return part;
    }

    public void Dispose()
    {
        _source?.Dispose();
        _source = null;
        _batch = null;
        _given = 0;
    }
}
