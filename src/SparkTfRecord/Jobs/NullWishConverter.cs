using System.Text.Json;
using System.Text.Json.Serialization;

namespace SparkTfRecord.Jobs;

/// <summary>Reads and writes <see cref="NullWish"/>.</summary>
sealed class NullWishConverter : JsonConverter<NullWish>
{
    /// <inheritdoc/>
    public override NullWish Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => WordOrValue.Read(ref reader, "default") switch
    {
        ("missing", null) => NullWish.Missing,
        ("fail", null) => NullWish.Fail,
        ("indicator", null) => NullWish.Indicator,
        (null, { } value) => NullWish.Default(value),
        _ => throw new JsonException("null is \"missing\", \"fail\", \"indicator\" or { \"default\": value }."),
    };

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, NullWish value, JsonSerializerOptions options) =>
        WordOrValue.Write(writer, value.HasIndicator ? "indicator" : value.Policy == NullPolicy.Fail ? "fail" : "missing", "default", value.Value);
}
