using System.Buffers.Binary;
using Apache.Arrow;
using Google.Protobuf;
using SparkTfRecord.Records;
using SparkTfRecord.Serving.Protos;

namespace SparkTfRecord.Benchmarks;

/// <summary>What one writes first: an Example object a row, serialized by Google.Protobuf, then framed with a CRC by table.</summary>
sealed class StraightforwardEncoder(Schema schema)
{
    /// <summary>Encodes a batch.</summary>
    public void Encode(RecordBatch batch, Stream records)
    {
        for (var row = 0; row < batch.Length; row++)
        {
            var features = new Features();
            for (var column = 0; column < batch.ColumnCount; column++)
                features.Feature.Add(schema.GetFieldByIndex(column).Name, Feature(batch.Column(column), row));
            Write(records, new Example { Features = features }.ToByteArray());
        }
    }

    static Feature Feature(IArrowArray column, int row) => column switch
    {
        FloatArray floats => new Feature { FloatList = new FloatList { Value = { floats.GetValue(row)!.Value } } },
        Int64Array integers => new Feature { Int64List = new Int64List { Value = { integers.GetValue(row)!.Value } } },
        ListArray lists => List(lists.GetSlicedValues(row)),
        BinaryArray bytes => new Feature { BytesList = new BytesList { Value = { ByteString.CopyFrom(bytes.GetBytes(row)) } } },
        _ => throw new NotSupportedException(column.Data.DataType.Name),
    };

    static Feature List(IArrowArray values) => values switch
    {
        FloatArray floats => new Feature { FloatList = new FloatList { Value = { floats.Values.ToArray() } } },
        Int64Array integers => new Feature { Int64List = new Int64List { Value = { integers.Values.ToArray() } } },
        _ => throw new NotSupportedException(values.Data.DataType.Name),
    };

    static void Write(Stream records, byte[] data)
    {
        Span<byte> head = stackalloc byte[12];
        BinaryPrimitives.WriteInt64LittleEndian(head, data.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(head[8..], Crc32C.Mask(TableCrc.Append(0, head[..8])));
        records.Write(head);
        records.Write(data);
        Span<byte> crc = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(crc, Crc32C.Mask(TableCrc.Append(0, data)));
        records.Write(crc);
    }
}
