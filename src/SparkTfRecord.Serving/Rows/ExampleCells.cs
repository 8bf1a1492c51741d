using System.Text;
using SparkTfRecord.Examples;

namespace SparkTfRecord.Serving.Rows;

/// <summary>Takes the features out of serialized Examples.</summary>
static class ExampleCells
{
    /// <summary>The values of every feature that has a kind, by name.</summary>
    /// <exception cref="InvalidDataException">It is no Example.</exception>
    public static Dictionary<string, Cell> Read(ReadOnlySpan<byte> example)
    {
        var cells = new Dictionary<string, Cell>();
        var reader = new ExampleReader(example);
        while (reader.Read())
        {
            if (reader.Kind is { } kind)
                cells[Encoding.UTF8.GetString(reader.Name)] = Values(reader.Values, kind);
        }
        return cells;
    }

    /// <summary>The kind of a cell's values.</summary>
    public static FeatureKind KindOf(Cell cell) => cell switch
    {
        IntegerCell => FeatureKind.Int64,
        FloatCell => FeatureKind.Float,
        _ => FeatureKind.Bytes,
    };

    static Cell Values(FeatureValues values, FeatureKind kind)
    {
        switch (kind)
        {
            case FeatureKind.Int64:
                var integers = new List<Int128>();
                while (values.Read(out long integer))
                    integers.Add(integer);
                return new IntegerCell([.. integers]);
            case FeatureKind.Float:
                var floats = new List<double>();
                while (values.Read(out float number))
                    floats.Add(number);
                return new FloatCell([.. floats]);
            default:
                var strings = new List<byte[]>();
                while (values.Read(out ReadOnlySpan<byte> bytes))
                    strings.Add(bytes.ToArray());
                return new BytesCell([.. strings]);
        }
    }
}
