using System.Text.Json;
using Apache.Arrow;
using SparkTfRecord.Examples.Arrays;

namespace SparkTfRecord.Examples.Nested;

/// <summary>Lists as arrays.</summary>
sealed unsafe class JsonList(JsonNode element) : JsonNode
{
    readonly FlatLists _lists = new();

    public override Validity Validity => _lists.Validity;

    public override void Bind(ArrayData data, PinnedBuffers buffers) => element.Bind(_lists.Bind(data, buffers), buffers);

    public override void Write(Utf8JsonWriter json, long index)
    {
        if (_lists.Validity.IsNull(index))
        {
            json.WriteNullValue();
            return;
        }
        var bounds = _lists.Read(index, 1);
        var (start, end) = (bounds[0], bounds[1]);
        json.WriteStartArray();
        for (var i = start; i < end; i++)
            element.Write(json, i);
        json.WriteEndArray();
    }
}
