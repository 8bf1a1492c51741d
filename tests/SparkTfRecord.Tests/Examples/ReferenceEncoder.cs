using System.Buffers.Binary;
using System.Text;
using Google.Protobuf;
using SparkTfRecord.Examples;
using SparkTfRecord.Serving.Protos;

namespace SparkTfRecord.Tests.Examples;

/// <summary>The slow and obvious way: objects, Google.Protobuf, one row at a time.</summary>
static class ReferenceEncoder
{
    /// <summary>The Example of one row. A value is null (left out), a long, float or byte[], or a list of these as object[].</summary>
    public static byte[] Example(IEnumerable<(FeatureMapping Mapping, object? Value)> row)
    {
        var features = Features(row);
        return [0x0A, .. Varint(features.Length), .. features];
    }

    /// <summary>The SequenceExample of one row: the steps of a sequence are the values of its object[], which can be object[] themselves.</summary>
    public static byte[] SequenceExample(IReadOnlyList<(FeatureMapping Mapping, object? Value)> row)
    {
        var context = Features(row.Where(f => f.Mapping.Place == FeaturePlace.Context));
        var lists = new MemoryStream();
        foreach (var (mapping, value) in Ordered(row.Where(f => f.Mapping.Place != FeaturePlace.Context)))
        {
            var steps = ((object[])value!).Select(step => Feature(mapping.Kind, step as object[] ?? [step]));
            new FeatureLists { FeatureList = { [mapping.Feature] = new FeatureList { Feature = { steps } } } }.WriteTo(lists);
        }
        return [.. Part(0x0A, context), .. Part(0x12, lists.ToArray())];

        static byte[] Part(byte tag, byte[] part) => part.Length == 0 ? [] : [tag, .. Varint(part.Length), .. part];
    }

    static byte[] Features(IEnumerable<(FeatureMapping Mapping, object? Value)> row)
    {
        var features = new MemoryStream();
        foreach (var (mapping, value) in Ordered(row))
        {
            // Map fields have no order that is promised: one map for each entry gives the order we want.
            new Features { Feature = { [mapping.Feature] = Feature(mapping.Kind, value as object[] ?? [value!]) } }.WriteTo(features);
        }
        return features.ToArray();
    }

    static IEnumerable<(FeatureMapping Mapping, object? Value)> Ordered(IEnumerable<(FeatureMapping Mapping, object? Value)> row) =>
        row.Where(f => f.Value is not null).OrderBy(f => SortKey(f.Mapping.Feature), StringComparer.Ordinal);

    /// <summary>The record that holds some data in a TFRecord file.</summary>
    public static byte[] Frame(byte[] data)
    {
        var length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, data.Length);
        return [.. length, .. MaskedCrc(length), .. data, .. MaskedCrc(data)];
    }

    // In TensorFlow's order a key comes behind the longer keys that begin with it: what follows the last byte is above every byte.
    static string SortKey(string name) => Convert.ToHexString(Encoding.UTF8.GetBytes(name)) + "Z";

    static Feature Feature(FeatureKind kind, object[] values) => kind switch
    {
        FeatureKind.Int64 => new Feature { Int64List = new Int64List { Value = { values.Cast<long>() } } },
        FeatureKind.Float => new Feature { FloatList = new FloatList { Value = { values.Cast<float>() } } },
        _ => new Feature { BytesList = new BytesList { Value = { values.Select(v => ByteString.CopyFrom((byte[])v)) } } },
    };

    static byte[] MaskedCrc(byte[] data)
    {
        var crc = uint.MaxValue;
        foreach (var value in data)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? crc >> 1 ^ 0x82F63B78 : crc >> 1;
        }
        crc = ~crc;
        return BitConverter.GetBytes((crc >> 15 | crc << 17) + 0xA282EAD8);
    }

    static byte[] Varint(long value)
    {
        var bytes = new MemoryStream();
        using (var output = new CodedOutputStream(bytes, leaveOpen: true))
            output.WriteInt64(value);
        return bytes.ToArray();
    }
}
