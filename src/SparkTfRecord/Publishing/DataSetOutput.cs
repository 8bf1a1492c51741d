using SparkTfRecord.Planning;
using SparkTfRecord.Storage;

namespace SparkTfRecord.Publishing;

/// <summary>A data set directory being written: staging and lease from <see cref="Open"/> on, then committed whole or discarded.</summary>
sealed class DataSetOutput : IDisposable
{
    /// <summary>Where tasks write their shard files; exists from <see cref="Open"/> on, and only the driver makes it.</summary>
    public string StagingDirectory => throw new NotImplementedException();

    /// <summary>Finishes or cleans up what dead jobs left, checks the save mode, takes the lease and makes the staging directory.</summary>
    /// <returns>The open output, or null when mode ignore finds a data set.</returns>
    /// <exception cref="PlanException">The save mode refuses what is there.</exception>
    /// <exception cref="Tasks.OutputInUseException">A live job holds the directory.</exception>
    public static DataSetOutput? Open(IStorage storage, JobOutput output) => throw new NotImplementedException();

    /// <summary>Gives the staged shards their names, adds the sidecars and swaps the data set in; all or nothing.</summary>
    /// <param name="content">What the data set gains.</param>
    public void Commit(DataSetContent content) => throw new NotImplementedException();

    /// <summary>Without a commit: removes the staging directory; the old data set is untouched.</summary>
    public void Dispose() => throw new NotImplementedException();
}

/// <summary>What a job adds to a data set, or replaces it by.</summary>
/// <param name="Shards">The staged files in shard order with the manifest entries that they become.</param>
/// <param name="Manifest">Makes the manifest's bytes from the shards of the whole data set: those of this job, and for append those already there.</param>
/// <param name="Sidecars">Other files: path relative to the data set's directory, such as <c>_feature_spec.json</c>, and content, made after the shards are named.</param>
sealed record DataSetContent(
    IReadOnlyList<StagedShard> Shards,
    Func<IReadOnlyList<ManifestShard>, byte[]> Manifest,
    Func<IReadOnlyList<ManifestShard>, IReadOnlyList<(string Path, byte[] Content)>> Sidecars);

/// <summary>A complete file in the staging directory.</summary>
/// <param name="File">Its name there.</param>
/// <param name="Records">Records in it.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Crc32C">CRC-32C (not masked) of the file.</param>
/// <param name="FirstRow">0-based row of the job's input that is its first.</param>
/// <param name="Rows">Input rows it covers.</param>
sealed record StagedShard(string File, long Records, long Bytes, uint Crc32C, long FirstRow, long Rows);

/// <summary>A shard as the manifest names it.</summary>
/// <param name="Name">File name in the data set's directory.</param>
/// <param name="Records">Records in it.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Crc32C">CRC-32C (not masked) of the file, eight hex digits.</param>
/// <param name="FirstRow">0-based row of the job's input that is its first.</param>
/// <param name="Rows">Input rows it covers.</param>
/// <param name="RunId">The append's run id; null for a replaced data set or an append without one.</param>
sealed record ManifestShard(string Name, long Records, long Bytes, string Crc32C, long FirstRow, long Rows, string? RunId = null);
