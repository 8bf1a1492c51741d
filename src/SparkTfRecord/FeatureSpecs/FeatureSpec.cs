using System.Text.Json;
using SparkTfRecord.Examples;
using SparkTfRecord.Publishing;
using SparkTfRecord.Records;

namespace SparkTfRecord.FeatureSpecs;

/// <summary>What TensorFlow must be told to read a data set: the codec, the files and how to parse each feature.</summary>
sealed record FeatureSpec
{
    /// <summary>Version of the format of <c>_feature_spec.json</c>.</summary>
    public int Version { get; init; } = 1;

    /// <summary>What a record holds; of <see cref="RecordType.ByteArray"/> there are no features.</summary>
    public RecordType RecordType { get; init; }

    /// <summary><c>compression_type</c> of <c>tf.data.TFRecordDataset</c>: "", GZIP or ZLIB.</summary>
    public required string Compression { get; init; }

    /// <summary>The feature that <c>parse()</c> returns apart from the others; null: none.</summary>
    public string? Label { get; init; }

    /// <summary>Records in all files; null where only a sample was read.</summary>
    public long? Records { get; init; }

    /// <summary>The files, relative to the data set's directory.</summary>
    public required IReadOnlyList<ShardSet> Shards { get; init; }

    /// <summary>The splits, each with its own of these files; null without splits.</summary>
    public IReadOnlyList<SplitSpec>? Splits { get; init; }

    /// <summary>How to parse each feature.</summary>
    public required IReadOnlyList<ParsedFeature> Features { get; init; }

    /// <summary>The spec of a data set that was just written.</summary>
    /// <param name="recordType">What a record holds.</param>
    /// <param name="features">The plan's features.</param>
    /// <param name="nulls">Per feature: rows of the whole data set whose value was null; with append those of earlier runs too.</param>
    /// <param name="shards">All shards of the data set.</param>
    /// <param name="codec">The shards' codec.</param>
    public static FeatureSpec Of(
        RecordType recordType, IReadOnlyList<FeatureMapping> features, IReadOnlyList<long> nulls, IReadOnlyList<ManifestShard> shards, Codec codec) => new()
        {
            RecordType = recordType,
            Compression = codec.TensorFlowName,
            Label = features.FirstOrDefault(f => f.Label)?.Feature,
            Records = shards.Sum(s => s.Records),
            Shards = ShardSet.Group(shards.Select(s => s.Name)),
            Splits = shards.All(s => s.Split is null) ? null : [.. shards.GroupBy(s => s.Split).Select(g =>
                new SplitSpec(g.Key!, g.Sum(s => s.Records), ShardSet.Group(g.Select(s => s.Name))))],
            Features = [.. features.Select((feature, i) => (feature, i)).Where(f => f.feature.Place != FeaturePlace.Record).Select(f => ParsedFeature.Of(f.feature, nulls[f.i]))],
        };

    /// <summary>The line about scalars that must be parsed as ragged because some rows have no value; none when there are none.</summary>
    /// <param name="features">The plan's features.</param>
    /// <param name="nulls">Per feature: rows whose value was null.</param>
    public static IEnumerable<string> Warnings(IReadOnlyList<FeatureMapping> features, IReadOnlyList<long> nulls)
    {
        var ragged = features.Where((feature, i) => !feature.IsList && ParsedFeature.Of(feature, nulls[i]).Shape is null).Select(f => f.Feature).ToList();
        if (ragged.Count > 0)
        {
            yield return $"{(ragged.Count == 1 ? "1 feature has" : $"{ragged.Count} features have")} rows without a value, so TensorFlow parses a RaggedTensor, not one number a row: "
                + $"{string.Join(", ", ragged.Take(10))}{(ragged.Count > 10 ? ", …" : "")}; a default (features.NAME.null) keeps them dense.";
        }
    }

    /// <summary>The bytes of <c>_feature_spec.json</c>.</summary>
    public byte[] ToJson() => [.. JsonSerializer.SerializeToUtf8Bytes(this, FeatureSpecJson.Default.FeatureSpec), (byte)'\n'];

    /// <summary>The bytes of <c>_feature_spec.py</c>, a module that needs TensorFlow alone.</summary>
    public byte[] ToPython() => PythonModule.Write(this);
}

/// <summary>A part of the data set, such as train or test.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Records">Records in it.</param>
/// <param name="Shards">Its files.</param>
sealed record SplitSpec(string Name, long Records, IReadOnlyList<ShardSet> Shards);
