using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using SparkTfRecord.Examples;
using SparkTfRecord.Planning;

namespace SparkTfRecord.Publishing;

/// <summary>The JSON of leases, commit journals, manifests and run records.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(CamelCaseEnum<FeatureKind>)],
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
    static PublishingJson? s_readable;

    /// <summary>Writes names in other scripts as they are, for people.</summary>
    public static PublishingJson Readable =>
        s_readable ??= new(new JsonSerializerOptions(Default.Options!) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
