using SparkTfRecord.Planning;
using SparkTfRecord.Storage;
using SparkTfRecord.Tasks;

namespace SparkTfRecord.Publishing;

/// <summary>The data set as it is put together in a staging directory, out of sight.</summary>
/// <param name="storage">The storage.</param>
/// <param name="staging">The directory.</param>
sealed class StagedDataSet(IStorage storage, StagingDirectory staging)
{
    const string IndexDirectory = "_index";

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
        }
        Sync(names);
    }

    /// <summary>The same for the indexes of shards.</summary>
    /// <returns>The manifest, of indexes with none but these.</returns>
    public Manifest AddIndexes(IReadOnlyList<ShardReport> reports, Manifest written, Manifest manifest)
    {
        var names = new List<string>();
        foreach (var (report, shard) in reports.Zip(written.Shards))
        {
            if (report.IndexLength is not { } length)
                continue;
            names.Add(IndexOf(shard));
            storage.CreateDirectory(StoragePath.Join(staging.Data, IndexDirectory));
            Move(ShardSequence.IndexOf(report.File), length, names[^1]);
        }
        Sync(names);
        return manifest with { Sidecars = [.. manifest.Sidecars.Where(s => !s.StartsWith(IndexDirectory + "/", StringComparison.Ordinal)), .. names] };
    }

    /// <summary>Copies the indexes of older shards that stay: the directory is published whole.</summary>
    /// <returns>The manifest with these, too.</returns>
    public Manifest KeepIndexes(Manifest older, string dataSet, Manifest manifest)
    {
        string[] names = [.. manifest.Shards.Select(IndexOf).Intersect(older.Sidecars).Except(manifest.Sidecars).Where(name => storage.Find(StoragePath.Join(dataSet, name)) is not null)];
        foreach (var name in names)
        {
            storage.CreateDirectory(StoragePath.Join(staging.Data, IndexDirectory));
            storage.WriteFile(StoragePath.Join(staging.Data, name), storage.ReadFile(StoragePath.Join(dataSet, name)));
        }
        return manifest with { Sidecars = [.. manifest.Sidecars, .. names] };
    }

    /// <summary>Adds the small files and, last, the manifest that names them.</summary>
    /// <returns>The manifest.</returns>
    public Manifest Complete(Manifest manifest, IEnumerable<Sidecar> sidecars)
    {
        var paths = new List<string>();
        foreach (var sidecar in sidecars)
        {
            var path = StoragePath.Join(staging.Data, sidecar.Path);
            storage.CreateDirectory(StoragePath.Parent(path)!);
            storage.WriteFile(path, sidecar.Content);
            paths.Add(sidecar.Path);
        }
        manifest = manifest with { Sidecars = [.. manifest.Sidecars.Union(paths).Order(Utf8Order.Instance)] };
        storage.WriteFile(StoragePath.Join(staging.Data, Manifest.FileName), manifest.ToJson());
        storage.WriteFile(StoragePath.Join(staging.Data, DataSetOutput.SuccessName), []);
        return manifest;
    }

    // Files in directories of their own, and their names there.
    void Sync(IReadOnlyList<string> names)
    {
        foreach (var path in names.Concat(names.Select(n => StoragePath.Parent(n)!).Distinct()))
            storage.Sync(StoragePath.Join(staging.Data, path));
    }

    static string IndexOf(ManifestShard shard) => StoragePath.Join(IndexDirectory, ShardSequence.IndexOf(shard.Name));

    void Move(string file, long bytes, string name)
    {
        var staged = StoragePath.Join(staging.Tasks, file);
        var length = storage.Find(staged)?.Length ?? -1;
        if (length != bytes)
            Throw.StagedFileDiffers(staged, length, bytes);
        storage.Rename(staged, StoragePath.Join(staging.Data, name));
    }
}
