using System.Text.Json;
using Apache.Arrow;
using SparkTfRecord.Examples.Arrays;

namespace SparkTfRecord.Examples.Nested;

/// <summary>Values that hold no others.</summary>
sealed unsafe class JsonLeaf<T>(ColumnValues<T> column, Action<Utf8JsonWriter, T> write) : JsonNode where T : unmanaged
{
    public override Validity Validity => column.Validity;

    public override void Bind(ArrayData data, PinnedBuffers buffers) => column.Bind(data, buffers);

    public override void Write(Utf8JsonWriter json, long index)
    {
        var value = *column.Read(index, 1);
        if (column.Validity.IsNull(index)) // of a dictionary's slots it is only now known
            json.WriteNullValue();
        else
            write(json, value);
    }
}
