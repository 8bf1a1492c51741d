using Google.Protobuf;
using SparkTfRecord.Serving.Models;
using SparkTfRecord.Serving.Protos;
using SparkTfRecord.Serving.Rows;
using SparkTfRecord.Serving.Tensors;

namespace SparkTfRecord.Serving.Requests;

/// <summary>An input and the columns whose values are put into it.</summary>
/// <param name="Input">The input; its rank is known.</param>
/// <param name="Batched">Whether the first dimension counts rows; an input without it takes the first row's values.</param>
/// <param name="Columns">The columns, packed in this order; empty: each row as a serialized Example.</param>
/// <param name="Spec">The features of that Example; null: all.</param>
sealed record InputBinding(ModelInput Input, bool Batched, IReadOnlyList<string> Columns, ExampleSpec? Spec)
{
    /// <summary>The tensor for some rows.</summary>
    /// <param name="rows">All rows.</param>
    /// <param name="batch">Indexes of the rows in the batch.</param>
    public TensorProto Tensor(RowSet rows, IReadOnlyList<int> batch)
    {
        var sent = Batched ? batch : [batch[0]];
        if (Columns is [])
            return TensorValues.Make(Input.Dtype, ShapeOf(sent.Count, 1), [.. sent.Select(row => new BytesCell([rows.Example(row, Spec).ToByteArray()]))]);
        var columns = Columns.Select(name => rows.Column(name)).ToList();
        var cells = sent.Select(row => columns.Select(c => c.Cells[row] ?? (c.Form.IsList ? Padding(0) : Padding(1))).ToList()).ToList();
        var shape = ShapeOf(sent.Count, cells.Max(row => row.Sum(c => c.Count)));
        var width = (int)(shape.Aggregate(1L, (product, size) => product * size) / sent.Count);
        return TensorValues.Make(Input.Dtype, shape, [.. cells.SelectMany(row => Fit(row, width))]);
    }

    /// <summary>Number of values that a row gives a dimension which grows with the longest row of a batch; 0 where all rows have the same shape.</summary>
    public int SequenceLength(RowSet rows, int row) => Input.Shape.Dimensions!.Skip(Batched ? 1 : 0).Contains(-1)
        ? Columns.Sum(name => rows.Column(name).Cells[row]?.Count ?? 0)
        : 0;

    /// <summary>The shape of a tensor of some rows: the free dimension is as long as the longest row needs, and never 0, which many kernels refuse.</summary>
    long[] ShapeOf(int rows, int longest)
    {
        var shape = Input.Shape.Dimensions!.ToArray();
        if (Batched)
            shape[0] = rows;
        if (System.Array.IndexOf(shape, -1) is >= 0 and var free)
        {
            var unit = shape.Where(size => size >= 0).Aggregate(1L, (product, size) => product * size) / rows;
            shape[free] = Math.Max(1, (longest + unit - 1) / unit);
        }
        return shape;
    }

    /// <summary>A row's cells, cut or padded to a number of values.</summary>
    IEnumerable<Cell> Fit(List<Cell> row, int width)
    {
        foreach (var cell in row)
        {
            yield return cell.Count <= width ? cell : cell.Take(width);
            width = Math.Max(0, width - cell.Count);
        }
        if (width > 0)
            yield return Padding(width);
    }

    Cell Padding(int count) => Input.Dtype == DataType.DtString
        ? new BytesCell([.. Enumerable.Repeat(System.Array.Empty<byte>(), count)])
        : new IntegerCell(new Int128[count]);
}
