using System.Text.Json;
using System.Text.Json.Serialization;
using SparkTfRecord.Examples;
using SparkTfRecord.Tasks;

namespace SparkTfRecord.Planning;

/// <summary>The JSON of jobs, plans, tasks and reports: names in camel case, enum members as their names in camel case, nulls left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters =
    [
        typeof(CamelCaseEnum<SaveMode>), typeof(CamelCaseEnum<FeatureKind>), typeof(CamelCaseEnum<FeaturePart>), typeof(CamelCaseEnum<FeaturePlace>), typeof(CamelCaseEnum<ValueForm>),
        typeof(CamelCaseEnum<NullPolicy>), typeof(CamelCaseEnum<FeatureAs>), typeof(CamelCaseEnum<NestedForm>), typeof(CamelCaseEnum<VectorForm>),
        typeof(CamelCaseEnum<EmptyList>), typeof(CamelCaseEnum<TooLong>), typeof(CamelCaseEnum<SequencePart>), typeof(CamelCaseEnum<PartitionType>), typeof(TimeUnitWord),
        typeof(CamelCaseEnum<WarmupMask>), typeof(CamelCaseEnum<BadRowPolicy>), typeof(CamelCaseEnum<EngineMode>),
    ],
    UseStringEnumConverter = true, // RecordType keeps spark-tfrecord's Pascal case.
    AllowTrailingCommas = true,
    ReadCommentHandling = JsonCommentHandling.Skip,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(Job))]
[JsonSerializable(typeof(ConversionPlan))]
[JsonSerializable(typeof(ConversionTask))]
[JsonSerializable(typeof(TaskReport))]
sealed partial class PlanningJson : JsonSerializerContext;

/// <summary>Writes an enum's members in camel case; numbers are refused.</summary>
sealed class CamelCaseEnum<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false) where T : struct, Enum;
