using System.Text.Json.Serialization;

namespace SparkTfRecord.FeatureSpecs;

/// <summary>The JSON of <c>_feature_spec.json</c>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    WriteIndented = true,
    NewLine = "\n")]
[JsonSerializable(typeof(FeatureSpec))]
sealed partial class FeatureSpecJson : JsonSerializerContext;
