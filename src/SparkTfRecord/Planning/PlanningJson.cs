using System.Text.Json;
using System.Text.Json.Serialization;
using SparkTfRecord.Tasks;

namespace SparkTfRecord.Planning;

/// <summary>The JSON of jobs, plans, tasks and reports: names in camel case, enum members as their names in camel case, nulls left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    AllowTrailingCommas = true,
    ReadCommentHandling = JsonCommentHandling.Skip,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(Job))]
[JsonSerializable(typeof(ConversionPlan))]
[JsonSerializable(typeof(ConversionTask))]
[JsonSerializable(typeof(TaskReport))]
sealed partial class PlanningJson : JsonSerializerContext;
