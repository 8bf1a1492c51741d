using System.Text.Json;
using System.Text.Json.Serialization;

namespace SparkTfRecord.Jobs;

/// <summary>Writes <see cref="WarmupRows"/> as a number or an array.</summary>
sealed class WarmupRowsConverter : JsonConverter<WarmupRows>
{
    /// <inheritdoc/>
    public override WarmupRows Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Number)
            return new() { Sample = reader.GetInt32() };
        if (reader.TokenType != JsonTokenType.StartArray)
            throw new JsonException("rows is a number of rows to sample or an array of 0-based rows.");
        var rows = new List<long>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            rows.Add(reader.GetInt64());
        return new() { Chosen = rows };
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, WarmupRows value, JsonSerializerOptions options)
    {
        if (value.Sample is { } count)
        {
            writer.WriteNumberValue(count);
            return;
        }
        writer.WriteStartArray();
        foreach (var row in value.Chosen)
            writer.WriteNumberValue(row);
        writer.WriteEndArray();
    }
}
