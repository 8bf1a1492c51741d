using Apache.Arrow;

namespace SparkTfRecord.Tasks;

/// <summary>A new file of rows. Without <see cref="Complete"/> disposing deletes it.</summary>
interface IRecordBatchWriter : IDisposable
{
    /// <summary>Appends a row of a batch. The batch need not live on after the call.</summary>
    /// <exception cref="IOException">The file could not be written; the message names it.</exception>
    void Append(RecordBatch batch);

    /// <summary>Finishes the file and returns its length.</summary>
    long Complete();
}
