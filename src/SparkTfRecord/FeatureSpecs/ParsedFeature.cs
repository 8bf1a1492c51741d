using System.Globalization;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using SparkTfRecord.Examples;

namespace SparkTfRecord.FeatureSpecs;

/// <summary>How <c>tf.io.parse_example</c> is to parse one feature.</summary>
sealed partial record ParsedFeature
{
    /// <summary>The feature's name.</summary>
    public required string Name { get; init; }

    /// <summary>The element type in TensorFlow's words: int64, float32 or string.</summary>
    public required string Dtype { get; init; }

    /// <summary>The part of a SequenceExample it is in; null in an Example.</summary>
    public SequencePart? Part { get; init; }

    /// <summary>The class in <c>tf.io</c>: FixedLenFeature or RaggedFeature, FixedLenSequenceFeature for sequences of the same length.</summary>
    public string Parse => Shape is null ? "RaggedFeature" : Part == SequencePart.Sequence ? "FixedLenSequenceFeature" : "FixedLenFeature";

    /// <summary>Shape of one row's value where every row has as many: [] for one value, [n] for n; null: any number (RaggedFeature).</summary>
    public IReadOnlyList<int>? Shape { get; init; }

    /// <summary>Shape of a sequence's steps: [] for one value each; null: any number, or no sequence.</summary>
    public IReadOnlyList<int>? StepShape { get; init; }

    /// <summary>Rows without a value, for a comment beside a feature that is ragged only because of them.</summary>
    [JsonIgnore]
    public long Nulls { get; init; }

    /// <summary>Digits after the point of a decimal that is written without it; null for other features.</summary>
    public int? Scale { get; init; }

    /// <summary>FixedLenFeature where every row is known to have as many values; a row without a value would be an error to it.</summary>
    public static ParsedFeature Of(FeatureMapping feature, long nulls)
    {
        var missing = feature.Null == NullPolicy.Default ? 0 : nulls;
        return new()
        {
            Name = feature.Feature,
            Dtype = DtypeOf(feature.Kind),
            Part = feature.Place switch
            {
                FeaturePlace.Context => SequencePart.Context,
                FeaturePlace.Steps or FeaturePlace.StepLists => SequencePart.Sequence,
                _ => null,
            },
            StepShape = feature.Place == FeaturePlace.Steps ? [] : null,
            Shape = missing > 0 || feature.Place == FeaturePlace.StepLists ? null : !feature.IsList ? [] : LengthOf(feature) is > 0 and var length ? [length] : null,
            Nulls = feature.IsList && LengthOf(feature) is null ? 0 : missing,
            Scale = feature.Scale,
        };
    }

    /// <summary>The number of values that every list of a column has, by a check or by its type; null: any.</summary>
    public static int? LengthOf(FeatureMapping feature)
    {
        if (feature.NullElement == NullPolicy.Missing)
            return null;
        return feature.Checks?.Length ?? (feature is { Part: FeaturePart.Values, Path: [] } && FixedSizeList().Match(feature.Type) is { Success: true, Groups: var part }
            ? int.Parse(part[1].ValueSpan, CultureInfo.InvariantCulture)
            : null);
    }

    [GeneratedRegex(@"^fixed_size_list<[^<]*>\[([0-9]+)\]$", RegexOptions.CultureInvariant)]
    private static partial Regex FixedSizeList();

    /// <summary>The element type that TensorFlow parses a kind of list into.</summary>
    public static string DtypeOf(FeatureKind kind) => kind switch
    {
        FeatureKind.Int64 => "int64",
        FeatureKind.Float => "float32",
        _ => "string",
    };
}
