using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SparkTfRecord.Examples;
using SparkTfRecord.Examples.Sequences;

namespace SparkTfRecord.Cli.Inspection;

/// <summary>
/// Writes a record as JSON. Of an Example, or of a SequenceExample and its steps, each feature is an array, because that is what a feature is. Bytes are text where they are UTF-8, else
/// <c>{"base64": "…"}</c>; NaN and the infinities are strings, since JSON has no numbers for them; a feature without a kind is null.
/// </summary>
static class RecordJson
{
    /// <summary>Writes one value on one line, without its end.</summary>
    public static string Of(ReadOnlySpan<byte> record, RecordType recordType)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            switch (recordType)
            {
                case RecordType.Example:
                    WriteFeatures(json, record);
                    break;
                case RecordType.SequenceExample:
                    WriteParts(json, record);
                    break;
                default:
                    Write(json, record);
                    break;
            }
        }
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    /// <summary>Bytes as text.</summary>
    public static string Text(ReadOnlySpan<byte> bytes) => Utf8(bytes) ?? $"base64:{Convert.ToBase64String(bytes)}";

    /// <summary>A feature's values as text, with commas between them.</summary>
    public static string Text(FeatureValues values)
    {
        var texts = new List<string>();
        while (values.Kind == FeatureKind.Bytes && values.Read(out ReadOnlySpan<byte> bytes))
            texts.Add(Text(bytes));
        while (values.Kind == FeatureKind.Float && values.Read(out float number))
            texts.Add(number.ToString(CultureInfo.InvariantCulture));
        while (values.Kind == FeatureKind.Int64 && values.Read(out long number))
            texts.Add(number.ToString(CultureInfo.InvariantCulture));
        return string.Join(", ", texts);
    }

    /// <summary>A sequence's steps as text, with bars between them.</summary>
    public static string Text(StepReader steps)
    {
        var texts = new List<string>();
        while (steps.Read())
            texts.Add(Text(steps.Values));
        return string.Join(" | ", texts);
    }

    static void WriteFeatures(Utf8JsonWriter json, ReadOnlySpan<byte> example)
    {
        json.WriteStartObject();
        var reader = new ExampleReader(example);
        while (reader.Read())
        {
            json.WritePropertyName(reader.Name);
            Write(json, reader.Values);
        }
        json.WriteEndObject();
    }

    static void WriteParts(Utf8JsonWriter json, ReadOnlySpan<byte> example)
    {
        json.WriteStartObject();
        json.WritePropertyName("context");
        WriteFeatures(json, example); // which is where an Example has its features
        json.WriteStartObject("feature_lists");
        var reader = new SequenceReader(example);
        while (reader.Read())
        {
            json.WriteStartArray(reader.Name);
            for (var steps = reader.Steps; steps.Read();)
                Write(json, steps.Values);
            json.WriteEndArray();
        }
        json.WriteEndObject();
        json.WriteEndObject();
    }

    static void Write(Utf8JsonWriter json, FeatureValues values)
    {
        if (values.Kind is null)
        {
            json.WriteNullValue();
            return;
        }
        json.WriteStartArray();
        while (values.Kind == FeatureKind.Bytes && values.Read(out ReadOnlySpan<byte> bytes))
            Write(json, bytes);
        while (values.Kind == FeatureKind.Float && values.Read(out float number))
            Write(json, number);
        while (values.Kind == FeatureKind.Int64 && values.Read(out long number))
            json.WriteNumberValue(number);
        json.WriteEndArray();
    }

    static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> bytes)
    {
        if (Utf8(bytes) is { } text)
        {
            json.WriteStringValue(text);
            return;
        }
        json.WriteStartObject();
        json.WriteBase64String("base64", bytes);
        json.WriteEndObject();
    }

    static void Write(Utf8JsonWriter json, float number)
    {
        if (float.IsFinite(number))
            json.WriteNumberValue(number);
        else
            json.WriteStringValue(number.ToString(CultureInfo.InvariantCulture));
    }

    static string? Utf8(ReadOnlySpan<byte> bytes) => System.Text.Unicode.Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : null;
}
