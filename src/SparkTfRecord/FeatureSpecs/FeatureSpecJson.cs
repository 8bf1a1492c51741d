using System.Text.Json.Serialization;
using SparkTfRecord.Planning;

namespace SparkTfRecord.FeatureSpecs;

/// <summary>The JSON of <c>_feature_spec.json</c>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(CamelCaseEnum<SequencePart>)],
    UseStringEnumConverter = true, // RecordType keeps spark-tfrecord's Pascal case
    WriteIndented = true,
    NewLine = "\n")]
[JsonSerializable(typeof(FeatureSpec))]
sealed partial class FeatureSpecJson : JsonSerializerContext;
