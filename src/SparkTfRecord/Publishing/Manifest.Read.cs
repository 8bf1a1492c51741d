using System.Globalization;
using System.Text.Json;
using SparkTfRecord.Storage;

namespace SparkTfRecord.Publishing;

sealed partial record Manifest
{
    /// <summary>Reads the manifest of a data set.</summary>
    /// <exception cref="InvalidDataException">There is none, it is damaged, from a newer program, or names files outside its directory.</exception>
    public static Manifest Read(IStorage storage, string directory)
    {
        var manifest = Find(storage, directory);
        if (manifest is null)
            Throw.NoManifest(directory);
        return manifest;
    }

    /// <summary>Reads the manifest of a data set; null when it has none.</summary>
    /// <exception cref="InvalidDataException">It is damaged, from a newer program, or names files outside its directory.</exception>
    public static Manifest? Find(IStorage storage, string directory)
    {
        var path = StoragePath.Join(directory, FileName);
        if (storage.Find(path) is null)
            return null;
        var content = storage.ReadFile(path);
        try
        {
            RequireKnownVersion(content, path);
            var manifest = JsonSerializer.Deserialize(content, PublishingJson.Instance.Manifest);
            if (manifest is null)
                Throw.DamagedManifest(path, "it is empty");
            manifest.RequireSound(path);
            return manifest;
        }
        catch (JsonException e)
        {
            Throw.DamagedManifest(path, e.Message.TrimEnd('.'));
            return null;
        }
    }

    static void RequireKnownVersion(byte[] content, string path)
    {
        using var document = JsonDocument.Parse(content);
        if (document.RootElement.ValueKind != JsonValueKind.Object
            || !document.RootElement.TryGetProperty("version", out var element)
            || element.ValueKind != JsonValueKind.Number
            || !element.TryGetInt32(out var version)
            || version < 1)
            Throw.DamagedManifest(path, "it has no version");
        else if (version > CurrentVersion)
            Throw.ManifestTooNew(path, version);
    }

    void RequireSound(string path)
    {
        if (Codec is not ("none" or "gzip" or "zlib"))
            Throw.DamagedManifest(path, $"its codec is '{Codec}', expected none, gzip or zlib");
        if (Runs.Contains(null!) || Features.Contains(null!))
            Throw.DamagedManifest(path, "a run or a feature is null");
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var shard in Shards)
        {
            if (!ShardName.IsPlain(shard?.Name) || shard!.Name[0] is '_' or '.')
                Throw.DamagedManifest(path, $"'{shard?.Name}' is no name of a shard");
            if (!names.Add(shard.Name))
                Throw.DamagedManifest(path, $"shard '{shard.Name}' is named twice");
            if (shard.Records < 0 || shard.Bytes < 0 || shard.Rows < 0 || shard.FirstRow < 0 || shard.Run < 0 || shard.Run >= Runs.Count)
                Throw.DamagedManifest(path, $"the numbers of shard '{shard.Name}' are out of range");
            if (shard.Crc32C is not { Length: 8 } || !uint.TryParse(shard.Crc32C, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out _))
                Throw.DamagedManifest(path, $"the CRC '{shard.Crc32C}' of shard '{shard.Name}' is not eight hex digits");
        }
        foreach (var sidecar in Sidecars)
            if (sidecar is not ['_', ..] || !sidecar.Split('/').All(ShardName.IsPlain))
                Throw.DamagedManifest(path, $"'{sidecar}' is no name of a sidecar");
        if (Fingerprint != FingerprintOf(Shards))
            Throw.DamagedManifest(path, "its fingerprint is not that of its shards");
    }
}
