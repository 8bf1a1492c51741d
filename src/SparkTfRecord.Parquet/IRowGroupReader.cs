using Apache.Arrow;

namespace SparkTfRecord.Parquet;

/// <summary>Decodes chosen columns of a file, one row group after the other. One thread.</summary>
interface IRowGroupReader : IDisposable
{
    /// <summary>The schema of every batch.</summary>
    Schema Schema { get; }

    /// <summary>Goes to the start of a row group, whatever has been read before.</summary>
    void OpenRowGroup(int index);

    /// <summary>The row group's next rows, or null at its end.</summary>
    RecordBatch? ReadNext();
}
