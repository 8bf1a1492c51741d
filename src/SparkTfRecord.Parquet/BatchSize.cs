namespace SparkTfRecord.Parquet;

/// <summary>
/// How many rows a batch gets, from the bytes of the batch before: about a megabyte, which a processor's own cache holds while rows are decoded
/// and encoded, and more for very many columns, as each costs something a batch.
/// </summary>
sealed class BatchSize(int columns)
{
    const int MinBytes = 1 << 20;
    const int BytesPerColumn = 1 << 11;
    const int FirstRows = 64;
    const int MaxRows = 1 << 14;

    readonly long _bytes = Math.Max(MinBytes, (long)BytesPerColumn * columns);

    /// <summary>Rows of the next batch.</summary>
    public int Rows { get; private set; } = FirstRows;

    /// <summary>Learns how long rows are. It grows by steps, so that a surprise costs little memory.</summary>
    public void Saw(int rows, long bytes) => Rows = (int)Math.Clamp(_bytes * rows / Math.Max(1, bytes), 1, Math.Min(4L * Rows, MaxRows));
}
