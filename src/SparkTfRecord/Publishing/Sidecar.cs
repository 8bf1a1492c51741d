namespace SparkTfRecord.Publishing;

/// <summary>A small file beside the shards.</summary>
/// <param name="Path">Relative to the data set's directory, beginning with "_".</param>
/// <param name="Content">Its bytes.</param>
sealed record Sidecar(string Path, byte[] Content);
