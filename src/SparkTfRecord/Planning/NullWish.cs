using System.Text.Json;
using System.Text.Json.Serialization;
using SparkTfRecord.Examples;

namespace SparkTfRecord.Planning;

/// <summary>What is to become of null values. In JSON "missing", "fail", "indicator" or {"default": value}.</summary>
/// <param name="Policy">What becomes of the feature.</param>
/// <param name="Value">The default, as a text.</param>
/// <param name="Indicator">Whether a feature beside it says where nulls were.</param>
[JsonConverter(typeof(NullWishConverter))]
sealed record NullWish(NullPolicy Policy, string? Value = null, bool Indicator = false);

/// <summary>What is to become of nulls in lists. In JSON "fail", "drop" or {"value": value}.</summary>
/// <param name="Policy">What becomes of them.</param>
/// <param name="Value">The value written instead, as a text.</param>
[JsonConverter(typeof(ElementWishConverter))]
sealed record ElementWish(NullPolicy Policy, string? Value = null);

/// <summary>Reads and writes <see cref="NullWish"/>.</summary>
sealed class NullWishConverter : JsonConverter<NullWish>
{
    /// <inheritdoc/>
    public override NullWish Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => WordOrValue.Read(ref reader, "default") switch
    {
        ("missing", null) => new(NullPolicy.Missing),
        ("fail", null) => new(NullPolicy.Fail),
        ("indicator", null) => new(NullPolicy.Missing, Indicator: true),
        (null, { } value) => new(NullPolicy.Default, value),
        _ => throw new JsonException("null is \"missing\", \"fail\", \"indicator\" or { \"default\": value }."),
    };

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, NullWish value, JsonSerializerOptions options) =>
        WordOrValue.Write(writer, value.Indicator ? "indicator" : value.Policy == NullPolicy.Fail ? "fail" : "missing", "default", value.Value);
}

/// <summary>Reads and writes <see cref="ElementWish"/>.</summary>
sealed class ElementWishConverter : JsonConverter<ElementWish>
{
    /// <inheritdoc/>
    public override ElementWish Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => WordOrValue.Read(ref reader, "value") switch
    {
        ("fail", null) => new(NullPolicy.Fail),
        ("drop", null) => new(NullPolicy.Missing),
        (null, { } value) => new(NullPolicy.Default, value),
        _ => throw new JsonException("nullElement is \"fail\", \"drop\" or { \"value\": value }."),
    };

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, ElementWish value, JsonSerializerOptions options) =>
        WordOrValue.Write(writer, value.Policy == NullPolicy.Fail ? "fail" : "drop", "value", value.Value);
}

/// <summary>JSON that is a word, or an object with one value.</summary>
static class WordOrValue
{
    /// <summary>The word or the value; both null for anything else.</summary>
    public static (string? Word, string? Value) Read(ref Utf8JsonReader reader, string name)
    {
        if (reader.TokenType == JsonTokenType.String)
            return (reader.GetString(), null);
        if (reader.TokenType != JsonTokenType.StartObject || !reader.Read() || !reader.ValueTextEquals(name) || !reader.Read())
            return default;
        var value = reader.GetString();
        return reader.Read() && reader.TokenType == JsonTokenType.EndObject ? (null, value) : default;
    }

    public static void Write(Utf8JsonWriter writer, string word, string name, string? value)
    {
        if (value is null)
        {
            writer.WriteStringValue(word);
            return;
        }
        writer.WriteStartObject();
        writer.WriteString(name, value);
        writer.WriteEndObject();
    }
}
