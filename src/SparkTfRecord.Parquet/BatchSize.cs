namespace SparkTfRecord.Parquet;

/// <summary>
/// How many rows a batch gets, from the bytes of the batch before: about a megabyte, which a processor's own cache holds while rows are decoded
/// and encoded, and more for very many columns, as each costs something a batch.
/// </summary>
sealed class BatchSize(int columns)
{
    const int MinBytes = 1 << 20;
    const int BytesPerColumn = 1 << 10;
    const int MaxRows = 1 << 14;

    readonly long _bytes = Math.Max(MinBytes, (long)BytesPerColumn * columns);

    /// <summary>Bytes of one column's values after which a batch is cut short: rows have suddenly become much longer.</summary>
#if DEBUG
    public long LargeBytes => _bytes >> 10; // so that tests cross the edges of batches
#else
    public long LargeBytes => 4 * _bytes;
#endif

    /// <summary>Rows of the next batch.</summary>
    public int Rows { get; private set; } = 1;

    /// <summary>Learns how long rows are. It grows by steps, so that a surprise costs little memory.</summary>
    public void Saw(int rows, long bytes) => Rows = (int)Math.Clamp(_bytes * rows / Math.Max(1, bytes), 1, Math.Min(4L * Rows, MaxRows));
}
