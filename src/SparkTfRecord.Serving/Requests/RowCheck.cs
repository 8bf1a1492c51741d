using SparkTfRecord.Serving.Rows;
using SparkTfRecord.Serving.Tensors;

namespace SparkTfRecord.Serving.Requests;

/// <summary>Looks at the values before they become tensors: what no tensor can hold is a misfit, what changes on the way a warning.</summary>
sealed class RowCheck(IEnumerable<InputBinding> inputs)
{
    readonly IReadOnlyList<InputBinding> _inputs = [.. inputs.Where(i => i.Columns.Count > 0)];

    /// <summary>Rows with a value that its input cannot hold: the row's index and what is wrong.</summary>
    public IEnumerable<(int Row, string Problem)> Misfits(RowSet rows) =>
        from input in _inputs
        from name in input.Columns
        let column = rows.Column(name)
        from row in Enumerable.Range(0, rows.Count)
        where column.Cells[row] is not null
        let misfit = Dtype.Misfit(input.Input.Dtype, column.Cells[row]!)
        where misfit is not null
        select (row, WarmupProblem.ValueDoesNotFit(rows.Numbers[row], name, column.Field.Private ? null : misfit, input.Input));

    /// <summary>What the tensors will not say as the rows do, one line each.</summary>
    public IEnumerable<string> Warnings(RowSet rows) => _inputs.SelectMany(input => Nulls(input, rows).Concat(Widths(input, rows))).Distinct();

    static IEnumerable<string> Nulls(InputBinding input, RowSet rows) =>
        from name in input.Columns
        let column = rows.Column(name)
        let nulls = column.Cells.Count(c => c is null)
        where nulls > 0
        select WarmupProblem.NullsSent(nulls, column, input.Input);

    // A free dimension is as long as the longest list; a fixed one cuts and pads, which may not be what the model saw in training.
    static IEnumerable<string> Widths(InputBinding input, RowSet rows)
    {
        var row = input.Input.Shape.Dimensions!.Skip(input.Batched ? 1 : 0).ToList();
        if (row.Contains(-1))
            yield break;
        var width = row.Aggregate(1L, (product, size) => product * size);
        var columns = input.Columns.Select(rows.Column).ToList();
        var found = Enumerable.Range(0, rows.Count).Select(i => (long)columns.Sum(c => c.Cells[i]?.Count ?? c.Form.Width ?? 0)).ToList();
        if (found.Count(w => w > width) is > 0 and var cut)
            yield return WarmupProblem.ListsCut(cut, input.Input, width);
        if (found.Count(w => w < width) is > 0 and var padded)
            yield return WarmupProblem.ListsPadded(padded, input.Input, width);
    }
}
