using SparkTfRecord.Planning;
using SparkTfRecord.Storage;
using SparkTfRecord.Tasks;

namespace SparkTfRecord.Publishing;

/// <summary>The data set as it is put together in a staging directory, out of sight.</summary>
/// <param name="storage">The storage.</param>
/// <param name="staging">The directory.</param>
sealed class StagedDataSet(IStorage storage, StagingDirectory staging)
{
    /// <summary>Gives the shards that tasks left their names, and writes them through to the disk.</summary>
    public void AddShards(IReadOnlyList<ShardReport> reports, Manifest written)
    {
        for (var i = 0; i < reports.Count; i++)
            Move(reports[i].File, reports[i].Bytes, written.Shards[i].Name);
        // Written through to the disk before the data set is declared complete: a power cut must not leave holes behind _SUCCESS.
        foreach (var shard in written.Shards)
            storage.Sync(StoragePath.Join(staging.Data, shard.Name));
    }

    /// <summary>The same for files of rows that could not be converted.</summary>
    public void AddQuarantine(IReadOnlyList<QuarantineReport> reports, IReadOnlyList<string> names)
    {
        foreach (var (report, name) in reports.Zip(names))
        {
            storage.CreateDirectory(StoragePath.Parent(StoragePath.Join(staging.Data, name))!);
            Move(report.File, report.Bytes, name);
            storage.Sync(StoragePath.Join(staging.Data, name));
        }
    }

    /// <summary>Adds the small files and, last, the manifest that names them.</summary>
    /// <returns>The manifest.</returns>
    public Manifest Complete(Manifest manifest, IReadOnlyList<Sidecar> sidecars)
    {
        foreach (var sidecar in sidecars)
        {
            var path = StoragePath.Join(staging.Data, sidecar.Path);
            storage.CreateDirectory(StoragePath.Parent(path)!);
            storage.WriteFile(path, sidecar.Content);
        }
        manifest = manifest with { Sidecars = [.. manifest.Sidecars.Union(sidecars.Select(s => s.Path)).Order(Utf8Order.Instance)] };
        storage.WriteFile(StoragePath.Join(staging.Data, Manifest.FileName), manifest.ToJson());
        storage.WriteFile(StoragePath.Join(staging.Data, DataSetOutput.SuccessName), []);
        return manifest;
    }

    void Move(string file, long bytes, string name)
    {
        var staged = StoragePath.Join(staging.Tasks, file);
        var length = storage.Find(staged)?.Length ?? -1;
        if (length != bytes)
            Throw.StagedFileDiffers(staged, length, bytes);
        storage.Rename(staged, StoragePath.Join(staging.Data, name));
    }
}
