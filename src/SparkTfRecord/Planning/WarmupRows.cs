using System.Text.Json;
using System.Text.Json.Serialization;

namespace SparkTfRecord.Planning;

/// <summary>The rows that warm a model up: so many, sampled from the whole input, or the chosen ones. In JSON a number or an array.</summary>
[JsonConverter(typeof(WarmupRowsConverter))]
sealed record WarmupRows
{
    /// <summary>Rows of a sample whose size nobody named: enough for several lengths of lists, few enough to load quickly.</summary>
    public const int DefaultSample = 8;

    /// <summary>Number of rows to sample; null: the <see cref="Chosen"/> ones.</summary>
    public int? Sample { get; init; }

    /// <summary>0-based rows of the input, one request each.</summary>
    public IReadOnlyList<long> Chosen { get; init; } = [];
}

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
