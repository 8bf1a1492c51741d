using System.Text.Json;
using System.Text.Unicode;
using Apache.Arrow;
using SparkTfRecord.Examples.Arrays;

namespace SparkTfRecord.Examples.Nested;

/// <summary>Maps as objects; keys that are no texts are written as such.</summary>
sealed unsafe class JsonMap(ColumnValues<Slice> keys, JsonNode values) : JsonNode
{
    readonly FlatLists _entries = new();

    public override Validity Validity => _entries.Validity;

    public override void Bind(ArrayData data, PinnedBuffers buffers)
    {
        var entries = _entries.Bind(data, buffers);
        keys.Bind(entries.Children[0].Slice(entries.Offset, entries.Length), buffers);
        values.Bind(entries.Children[1].Slice(entries.Offset, entries.Length), buffers);
    }

    public override void Write(Utf8JsonWriter json, long index)
    {
        if (_entries.Validity.IsNull(index))
        {
            json.WriteNullValue();
            return;
        }
        var bounds = _entries.Read(index, 1);
        var (start, end) = (bounds[0], bounds[1]);
        json.WriteStartObject();
        for (var i = start; i < end; i++)
        {
            var key = *keys.Read(i, 1);
            var isText = Utf8.IsValid(key.Span);
            json.WritePropertyName(isText ? key.Span : []);
            if (isText)
                values.Write(json, i);
            else
                json.WriteRawValue(JsonTexts.NoText, skipInputValidation: true);
        }
        json.WriteEndObject();
    }
}
