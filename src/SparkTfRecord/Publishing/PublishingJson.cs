using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using SparkTfRecord.Planning;

namespace SparkTfRecord.Publishing;

/// <summary>The JSON of leases, commit journals, manifests and run records.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    WriteIndented = true,
    NewLine = "\n")]
[JsonSerializable(typeof(LeaseHolder))]
[JsonSerializable(typeof(CommitJournal))]
[JsonSerializable(typeof(Manifest))]
[JsonSerializable(typeof(RunRecord))]
sealed partial class PublishingJson : JsonSerializerContext
{
    static PublishingJson? s_instance;

    /// <summary>Writes the plan's words as plans do, and names in other scripts as they are, for people.</summary>
    public static PublishingJson Instance => s_instance ??= new(WordsOfPlans());

    static JsonSerializerOptions WordsOfPlans()
    {
        var options = new JsonSerializerOptions(Default.Options!) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        foreach (var converter in PlanningJson.Default.Options!.Converters)
            options.Converters.Add(converter);
        return options;
    }
}
