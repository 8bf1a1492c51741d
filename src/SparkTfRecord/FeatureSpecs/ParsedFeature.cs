using System.Text.Json.Serialization;
using SparkTfRecord.Examples;

namespace SparkTfRecord.FeatureSpecs;

/// <summary>How <c>tf.io.parse_example</c> is to parse one feature.</summary>
sealed record ParsedFeature
{
    /// <summary>The feature's name.</summary>
    public required string Name { get; init; }

    /// <summary>The element type in TensorFlow's words: int64, float32 or string.</summary>
    public required string Dtype { get; init; }

    /// <summary>The class in <c>tf.io</c>: FixedLenFeature or RaggedFeature.</summary>
    public string Parse => Shape is null ? "RaggedFeature" : "FixedLenFeature";

    /// <summary>Shape of one row's value where every row has as many: [] for one value, [n] for n; null: any number (RaggedFeature).</summary>
    public IReadOnlyList<int>? Shape { get; init; }

    /// <summary>Rows without a value, for a comment beside a scalar that is ragged only because of them.</summary>
    [JsonIgnore]
    public long Nulls { get; init; }

    /// <summary>A scalar that is never null has exactly one value a row; anything else may have none, and FixedLenFeature would refuse it.</summary>
    public static ParsedFeature Of(FeatureMapping feature, long nulls) => new()
    {
        Name = feature.Feature,
        Dtype = DtypeOf(feature.Kind),
        Shape = feature.IsList || nulls > 0 ? null : [],
        Nulls = feature.IsList ? 0 : nulls,
    };

    /// <summary>The element type that TensorFlow parses a kind of list into.</summary>
    public static string DtypeOf(FeatureKind kind) => kind switch
    {
        FeatureKind.Int64 => "int64",
        FeatureKind.Float => "float32",
        _ => "string",
    };
}
