using System.Text.Json;
using SparkTfRecord.Examples;
using SparkTfRecord.Planning;

namespace SparkTfRecord.Publishing;

/// <summary>What a data set holds and what made it: <c>_manifest.json</c>. It has no times and no hosts of the run: the same job makes the same bytes.</summary>
sealed partial record Manifest
{
    /// <summary>The file's name.</summary>
    public const string FileName = "_manifest.json";

    /// <summary>The directory for rows that could not be converted; those of an append have one of their own.</summary>
    public const string QuarantineDirectory = "_quarantine";

    /// <summary>The version of the format that this program writes.</summary>
    public const int CurrentVersion = 1;

    /// <summary>The version of the format.</summary>
    public int Version { get; init; } = CurrentVersion;

    /// <summary>SHA-256 over one line a shard: <c>crc32c bytes records name</c>, in the manifest's order, lines ended by a line feed, hexadecimal.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>What a record is.</summary>
    public RecordType RecordType { get; init; } = RecordType.Example;

    /// <summary>Compression of every shard: none, gzip or zlib.</summary>
    public required string Codec { get; init; }

    /// <summary>Input rows covered.</summary>
    public long Rows => Shards.DistinctBy(s => (s.Run, s.FirstRow, s.Rows)).Sum(s => s.Rows); // of each split there is a shard for the same rows

    /// <summary>Records in all shards.</summary>
    public long Records => Shards.Sum(s => s.Records);

    /// <summary>Bytes of all shards.</summary>
    public long Bytes => Shards.Sum(s => s.Bytes);

    /// <summary>The columns of the table that was read last.</summary>
    public required IReadOnlyList<TableColumn> Schema { get; init; }

    /// <summary>The features of every record, in the UTF-8 order of their names.</summary>
    public required IReadOnlyList<FeatureMapping> Features { get; init; }

    /// <summary>The job that wrote the data set, then those that appended to it.</summary>
    public required IReadOnlyList<ManifestRun> Runs { get; init; }

    /// <summary>The shards in the order of the runs and of their rows.</summary>
    public required IReadOnlyList<ManifestShard> Shards { get; init; }

    /// <summary>The splits in order; empty without splits.</summary>
    public IReadOnlyList<string> Splits() => [.. Shards.Select(s => s.Split).OfType<string>().Distinct()];

    /// <summary>The other files of the data set, relative to its directory, in UTF-8 order.</summary>
    public required IReadOnlyList<string> Sidecars { get; init; }

    /// <summary>Per feature: rows of the whole data set whose value was null.</summary>
    public IReadOnlyList<long> NullsByFeature() => [.. Features.Select(f => Runs.Sum(r => r.Nulls.GetValueOrDefault(f.Feature)))];

    public byte[] ToJson() => [.. JsonSerializer.SerializeToUtf8Bytes(this, PublishingJson.Instance.Manifest), (byte)'\n'];
}

/// <summary>One job that wrote shards of a data set.</summary>
/// <param name="Job">The job, without what does not change the data set (engine, verify), secrets redacted.</param>
/// <param name="Inputs">The files it read, in the order of their rows; where Spark read them, in the order of their paths.</param>
/// <param name="Nulls">By feature: rows whose value was null.</param>
/// <param name="RunId">The job's run id; null: none.</param>
/// <param name="BadRows">Rows that could not be converted, by column and reason; null: none.</param>
/// <param name="Quarantine">The sidecars with these rows; null: none.</param>
sealed record ManifestRun(
    JsonElement Job, IReadOnlyList<ManifestInput> Inputs, IReadOnlyDictionary<string, long> Nulls, string? RunId = null,
    IReadOnlyList<BadRowCount>? BadRows = null, IReadOnlyList<string>? Quarantine = null);

/// <summary>An input file as it was read.</summary>
/// <param name="Path">Absolute path or URI.</param>
/// <param name="Length">Bytes; null: not known to Spark's driver.</param>
/// <param name="Modified">Modification time, UTC; null: not known.</param>
sealed record ManifestInput(string Path, long? Length = null, DateTime? Modified = null);

/// <summary>A shard as the manifest names it.</summary>
/// <param name="Name">File name in the data set's directory.</param>
/// <param name="Records">Records in it.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Crc32C">CRC-32C (not masked) of the file, eight hex digits.</param>
/// <param name="FirstRow">0-based row of its run's input that is its first.</param>
/// <param name="Rows">Input rows it covers.</param>
/// <param name="Run">0-based index of the run that wrote it.</param>
/// <param name="Split">The split whose records it holds; null without splits.</param>
sealed record ManifestShard(string Name, long Records, long Bytes, string Crc32C, long FirstRow, long Rows, int Run = 0, string? Split = null);
