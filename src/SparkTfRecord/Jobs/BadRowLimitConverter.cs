using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SparkTfRecord.Jobs;

/// <summary>Writes <see cref="BadRowLimit"/> as a number or a text.</summary>
sealed class BadRowLimitConverter : JsonConverter<BadRowLimit>
{
    /// <inheritdoc/>
    public override BadRowLimit Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        BadRowLimit.Parse(reader.TokenType == JsonTokenType.Number ? reader.GetDecimal().ToString(CultureInfo.InvariantCulture) : reader.GetString()!)
            ?? throw new JsonException("max is a number of rows, or a share such as \"0.1%\".");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, BadRowLimit value, JsonSerializerOptions options)
    {
        if (value.IsShare)
            writer.WriteStringValue(value.ToString());
        else
            writer.WriteNumberValue(value.Value);
    }
}
