using Apache.Arrow;
using SparkTfRecord.Examples;

namespace SparkTfRecord.Tasks;

/// <summary>Where the rows of a task go, block by block: records to their shards, bad rows aside.</summary>
/// <param name="shards">The task's shards.</param>
/// <param name="firstRow">0-based row of the whole input that is the task's first.</param>
/// <param name="badRows">Takes rows that cannot be converted.</param>
/// <param name="sample">Sees every record; may be null.</param>
/// <param name="progress">Told about every block; may be null.</param>
/// <param name="cancellationToken">Checked at every block.</param>
sealed class RecordSink(TaskShards shards, long firstRow, BadRows badRows, RowSample? sample, ITaskProgress? progress, CancellationToken cancellationToken)
{
    readonly RecordBlock _block = new();
    long _row = firstRow;

    // The encoder looks at many rows at once and begins again behind a bad one. Where these are near each other it is offered no more rows than it will take.
    int _stride = ExampleEncoder.MaxChunk;
    int _sinceBadRow;

    /// <summary>Writes all rows of a batch.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="encoder">An encoder for it.</param>
    /// <param name="file">The file that it is from.</param>
    /// <param name="fileRow">0-based row of the file that is its first.</param>
    /// <exception cref="InvalidDataException">A row cannot be converted, and the job does not pass it over.</exception>
    public void Write(RecordBatch batch, ExampleEncoder encoder, string file, long fileRow)
    {
        for (var done = 0; done < batch.Length;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var rows = (int)Math.Min(Math.Min(batch.Length - done, _stride), shards.RowsLeft);
            try
            {
                rows = encoder.Encode(batch, done, rows, _block, shards);
                Append(batch, done, rows);
            }
            catch (BadRowException bad)
            {
                badRows.Add(bad, file, fileRow + bad.Row);
                Skip();
                rows = 1;
            }
            _row += rows;
            done += rows;
        }
        badRows.CompleteBatch(batch);
    }

    void Append(RecordBatch batch, int firstRow, int rows)
    {
        sample?.Add(_block, _row, batch, firstRow);
        shards.Append(_block);
        progress?.Add(rows, _block.Bytes.Length);
        _block.Clear();
        _sinceBadRow = Math.Min(_sinceBadRow + rows, ExampleEncoder.MaxChunk);
        _stride = Math.Min(2 * _stride, ExampleEncoder.MaxChunk);
    }

    void Skip()
    {
        shards.Skip(1);
        progress?.Add(1, 0);
        _stride = Math.Min(2 * _sinceBadRow + 1, ExampleEncoder.MaxChunk);
        _sinceBadRow = 0;
    }
}
