using System.Globalization;
using SparkTfRecord.Records;
using SparkTfRecord.Storage;

namespace SparkTfRecord.Publishing;

/// <summary>Reads data sets and record files back: every length, CRC and Example, and a data set against its manifest.</summary>
/// <param name="storage">Where manifests are.</param>
/// <param name="threads">Number of threads, one a file; null: one a core.</param>
sealed class DataSetVerifier(IStorage storage, int? threads)
{
    /// <summary>Verifies data set directories and single record files. A directory without a manifest is taken for a heap of record files.</summary>
    /// <param name="paths">Directories and files.</param>
    /// <param name="codec">The codec of files that no manifest names; null: what their names say.</param>
    /// <param name="recordType">What the records of these files hold; null: Examples.</param>
    /// <param name="cancellationToken">Checked at every record.</param>
    /// <returns>What was read, and all faults.</returns>
    public VerifyResult Verify(IReadOnlyList<string> paths, Codec? codec, RecordType? recordType, CancellationToken cancellationToken)
    {
        List<string> faults = [];
        var checks = paths.SelectMany(path => Checks(path, codec, recordType, faults)).ToList();
        var result = ShardCheck.Run(checks, threads, cancellationToken);
        return result with { Faults = [.. faults, .. result.Faults] };
    }

    IEnumerable<ShardCheck> Checks(string path, Codec? codec, RecordType? recordType, List<string> faults)
    {
        if (storage.Find(path) is not { IsDirectory: true })
            return [Loose(path)];
        try
        {
            var visible = storage.List(path).Where(e => e.Name is not ['_' or '.', ..] && !e.IsDirectory).Select(e => e.Path).ToList();
            if (Manifest.Find(storage, path) is not { } manifest)
                return visible.Select(Loose);
            var named = manifest.Shards.Select(s => Named(path, s, manifest)).ToList();
            faults.AddRange(visible.Except(named.Select(n => n.Path)).Select(extra => $"{extra}: is not in the manifest, but who lists the directory reads it."));
            faults.AddRange(manifest.Sidecars.Where(s => !IsGivenUp(path, s)).Select(s => StoragePath.Join(path, s)).Where(s => storage.Find(s) is null).Select(missing => $"{missing}: is missing."));
            return named;
        }
        catch (InvalidDataException e)
        {
            faults.Add(e.Message);
            return [];
        }

        ShardCheck Loose(string file) => new(file, codec ?? Codec.FromFileName(file), null, recordType ?? RecordType.Example);
    }

    // Rows that were put aside are the user's to delete when they are done with; a file missing among others is another matter.
    bool IsGivenUp(string directory, string sidecar) =>
        sidecar.StartsWith(Manifest.QuarantineDirectory, StringComparison.Ordinal) && storage.Find(StoragePath.Join(directory, sidecar.Split('/')[0])) is null;

    static ShardCheck Named(string directory, ManifestShard shard, Manifest manifest) => new(
        StoragePath.Join(directory, shard.Name),
        Codec.Named(manifest.Codec),
        new(shard.Records, shard.Bytes, uint.Parse(shard.Crc32C, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)),
        manifest.RecordType);
}
