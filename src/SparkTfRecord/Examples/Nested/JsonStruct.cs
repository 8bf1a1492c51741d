using System.Text.Json;
using Apache.Arrow;
using SparkTfRecord.Examples.Arrays;

namespace SparkTfRecord.Examples.Nested;

/// <summary>Structs as objects, null fields included.</summary>
sealed class JsonStruct((string Name, JsonNode Node)[] fields) : JsonNode
{
    Validity _validity;

    public override Validity Validity => _validity;

    public override void Bind(ArrayData data, PinnedBuffers buffers)
    {
        _validity = new Validity(data, buffers);
        for (var i = 0; i < fields.Length; i++)
            fields[i].Node.Bind(data.Children[i].Slice(data.Offset, data.Length), buffers);
    }

    public override void Write(Utf8JsonWriter json, long index)
    {
        if (_validity.IsNull(index))
        {
            json.WriteNullValue();
            return;
        }
        json.WriteStartObject();
        foreach (var (name, node) in fields)
        {
            json.WritePropertyName(name);
            node.Write(json, index);
        }
        json.WriteEndObject();
    }
}
