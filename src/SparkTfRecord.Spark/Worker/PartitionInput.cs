using Apache.Arrow;
using Apache.Arrow.Ipc;
using Apache.Arrow.Types;
using SparkTfRecord.Tasks;

namespace SparkTfRecord.Spark.Worker;

/// <summary>The rows of a partition. Spark wraps all columns into one struct (MapInBatchExec); they come out of here as columns again.</summary>
sealed class PartitionInput : IRecordBatchSource
{
    readonly WorkerStream _stream;
    readonly ArrowStreamReader _reader;
    readonly Action _atEnd;
    RecordBatch? _current;
    bool _ended;

    /// <summary>Reads the stream's schema.</summary>
    /// <param name="stream">Stands at the beginning of an Arrow stream.</param>
    /// <param name="atEnd">Called once, when everything that Spark sends for this task has been read.</param>
    public PartitionInput(WorkerStream stream, Action atEnd)
    {
        _stream = stream;
        _atEnd = atEnd;
        _reader = new(stream, leaveOpen: true);
        if (_reader.Schema.FieldsList is not [{ DataType: StructType columns }])
        {
            Throw.NotOneStruct(string.Join(", ", _reader.Schema.FieldsList.Select(f => $"{f.Name}: {f.DataType.Name}")));
            return;
        }
        Schema = new Schema(columns.Fields, null);
    }

    /// <inheritdoc/>
    public Schema Schema { get; } = null!;

    /// <inheritdoc/>
    public RecordBatch? ReadNext()
    {
        if (_ended)
            return null;
        while (ReadBatch() is { } batch)
        {
            if (batch.Length > 0)
                return new RecordBatch(Schema, ((StructArray)batch.Column(0)).Fields, batch.Length);
        }
        _ended = true;
        if (_stream.ReadInt32() is var end and not SpecialLength.EndOfStream)
            Throw.UnexpectedEnd(end);
        _atEnd();
        return null;
    }

    /// <summary>Frees the last batch; the stream stays where it is.</summary>
    public void Dispose()
    {
        _current?.Dispose();
        _current = null;
        _reader.Dispose();
    }

    RecordBatch? ReadBatch()
    {
        _current?.Dispose();
        _current = null;
        try
        {
            return _current = _reader.ReadNextRecordBatch();
        }
        catch (OverflowException e)
        {
            Throw.BatchTooLong(e);
            return null;
        }
    }
}
