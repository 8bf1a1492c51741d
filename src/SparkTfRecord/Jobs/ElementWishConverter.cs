using System.Text.Json;
using System.Text.Json.Serialization;

namespace SparkTfRecord.Jobs;

/// <summary>Reads and writes <see cref="ElementWish"/>.</summary>
sealed class ElementWishConverter : JsonConverter<ElementWish>
{
    /// <inheritdoc/>
    public override ElementWish Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => WordOrValue.Read(ref reader, "value") switch
    {
        ("fail", null) => ElementWish.Fail,
        ("drop", null) => ElementWish.Drop,
        (null, { } value) => ElementWish.Replace(value),
        _ => throw new JsonException("nullElement is \"fail\", \"drop\" or { \"value\": value }."),
    };

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, ElementWish value, JsonSerializerOptions options) =>
        WordOrValue.Write(writer, value.Policy == NullPolicy.Fail ? "fail" : "drop", "value", value.Value);
}
