using System.Text.Json;

namespace SparkTfRecord.Jobs;

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
