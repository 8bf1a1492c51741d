using System.Runtime.InteropServices;
using System.Text.Unicode;
using Apache.Arrow;
using Apache.Arrow.Types;
using SparkTfRecord.Examples;

namespace SparkTfRecord.Serving.Rows;

/// <summary>Makes Arrow arrays of cells, in the widest type of their kind.</summary>
static class CellArrays
{
    /// <summary>The array of a column.</summary>
    public static IArrowArray Of(RowColumn column)
    {
        var rows = column.Cells.Count;
        var nulls = column.Cells.Count(c => c is null);
        var validity = nulls == 0 ? ArrowBuffer.Empty : Bits(column.Cells.Select(c => c is not null));
        if (!column.Form.IsList)
            return ArrowArrayFactory.BuildArray(Values(column.Form.Kind, [.. column.Cells.Select(c => c ?? Nothing(column.Form.Kind))], rows, nulls, validity));
        var offsets = new int[rows + 1];
        for (var i = 0; i < rows; i++)
            offsets[i + 1] = offsets[i] + (column.Cells[i]?.Count ?? 0);
        var values = Values(column.Form.Kind, [.. column.Cells.OfType<Cell>()], offsets[rows], 0, ArrowBuffer.Empty);
        return ArrowArrayFactory.BuildArray(new ArrayData(
            new ListType(values.DataType), rows, nulls, 0, [validity, Buffer<int>(offsets)], [values]));
    }

    // What lies in the place of a null.
    static Cell Nothing(FeatureKind kind) => kind switch
    {
        FeatureKind.Int64 => new IntegerCell([0]),
        FeatureKind.Float => new FloatCell([0]),
        _ => new BytesCell([[]]),
    };

    static ArrayData Values(FeatureKind kind, IReadOnlyList<Cell> cells, int length, int nulls, ArrowBuffer validity)
    {
        switch (kind)
        {
            case FeatureKind.Int64:
                var integers = cells.SelectMany(c => ((IntegerCell)c).Values).ToArray();
                return integers.Any(v => v > long.MaxValue)
                    ? new(UInt64Type.Default, length, nulls, 0, [validity, Buffer<ulong>([.. integers.Select(v => (ulong)v)])])
                    : new(Int64Type.Default, length, nulls, 0, [validity, Buffer<long>([.. integers.Select(v => (long)v)])]);
            case FeatureKind.Float:
                return new(DoubleType.Default, length, nulls, 0, [validity, Buffer<double>([.. cells.SelectMany(c => ((FloatCell)c).Values)])]);
            default:
                var strings = cells.SelectMany(c => ((BytesCell)c).Values).ToArray();
                var offsets = new int[strings.Length + 1];
                for (var i = 0; i < strings.Length; i++)
                    offsets[i + 1] = offsets[i] + strings[i].Length;
                IArrowType type = strings.All(s => Utf8.IsValid(s)) ? StringType.Default : BinaryType.Default;
                return new(type, length, nulls, 0, [validity, Buffer<int>(offsets), Buffer<byte>([.. strings.SelectMany(s => s)])]);
        }
    }

    static ArrowBuffer Buffer<T>(T[] values) where T : unmanaged => new(MemoryMarshal.AsBytes(values.AsSpan()).ToArray());

    static ArrowBuffer Bits(IEnumerable<bool> bits)
    {
        var builder = new ArrowBuffer.BitmapBuilder();
        builder.AppendRange(bits);
        return builder.Build();
    }
}
