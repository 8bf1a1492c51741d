namespace SparkTfRecord.Parquet.Columns;

/// <summary>A column contradicts itself or its row group. Whoever knows the file turns it into a message with the place.</summary>
sealed class DamagedColumnException(string message) : Exception(message);
