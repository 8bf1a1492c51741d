namespace SparkTfRecord.Planning;

/// <summary>A row group as the footer describes it.</summary>
/// <param name="Rows">Number of rows, 0 or more.</param>
/// <param name="Bytes">Uncompressed length of all its column chunks in bytes; a hint only.</param>
sealed record RowGroup(long Rows, long Bytes);
