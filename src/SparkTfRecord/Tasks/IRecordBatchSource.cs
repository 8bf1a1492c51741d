using Apache.Arrow;

namespace SparkTfRecord.Tasks;

/// <summary>Record batches in the order of their rows. One thread at a time; dispose of it when done or after an error.</summary>
interface IRecordBatchSource : IDisposable
{
    /// <summary>The schema of every batch. The fields' order is the source's own: find columns by name.</summary>
    Schema Schema { get; }

    /// <summary>The next batch, never empty, or null at the end. It is valid until the next call or <see cref="IDisposable.Dispose"/>.</summary>
    /// <exception cref="InvalidDataException">The input is damaged; the message names the file.</exception>
    RecordBatch? ReadNext();
}
