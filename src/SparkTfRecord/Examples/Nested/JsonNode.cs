using System.Text.Json;
using Apache.Arrow;
using SparkTfRecord.Examples.Arrays;

namespace SparkTfRecord.Examples.Nested;

/// <summary>Writes the values of one Arrow array as JSON; nulls as null.</summary>
abstract class JsonNode
{
    /// <summary>Which slots are not null.</summary>
    public abstract Validity Validity { get; }

    /// <summary>Turns to an array.</summary>
    public abstract void Bind(ArrayData data, PinnedBuffers buffers);

    /// <summary>Writes the value in a slot.</summary>
    public abstract void Write(Utf8JsonWriter json, long index);
}
