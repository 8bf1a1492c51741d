using Apache.Arrow;
using Apache.Arrow.Ipc;

namespace SparkTfRecord.Planning;

/// <summary>Schemas as Arrow's IPC format has them.</summary>
static class SchemaBytes
{
    public static byte[] Write(Schema schema)
    {
        using var bytes = new MemoryStream();
        using var writer = new ArrowStreamWriter(bytes, schema, leaveOpen: true);
        writer.WriteStart();
        return bytes.ToArray();
    }

    public static Schema Read(byte[] bytes)
    {
        using var reader = new ArrowStreamReader(bytes);
        return reader.Schema;
    }
}
