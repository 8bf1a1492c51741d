using SparkTfRecord.Serving.Rows;
using SparkTfRecord.Serving.Tensors;

namespace SparkTfRecord.Serving.Requests;

/// <summary>Looks at the values before they become tensors: what no tensor can hold is an error, what changes on the way a warning.</summary>
sealed class RowCheck(RowSet rows)
{
    readonly List<string> _warnings = [];

    /// <summary>One line each.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>Checks all rows against some inputs.</summary>
    /// <exception cref="InvalidDataException">A value does not fit its input's type.</exception>
    public void Inputs(IEnumerable<InputBinding> inputs)
    {
        foreach (var binding in inputs)
        {
            var columns = binding.Columns.Select(name => rows.Column(name)).ToList();
            foreach (var column in columns)
                Column(binding, column);
            Widths(binding, columns);
        }
    }

    void Column(InputBinding binding, RowColumn column)
    {
        foreach (var (i, cell) in column.Cells.Index())
        {
            if (cell is not null && Dtype.Misfit(binding.Input.Dtype, cell) is { } value)
                throw new InvalidDataException(WarmupProblem.ValueDoesNotFit(rows.Numbers[i], column.Name, column.Private ? null : value, binding.Input));
        }
        if (column.Cells.Count(c => c is null) is > 0 and var nulls)
            _warnings.Add(WarmupProblem.NullsSent(nulls, column, binding.Input));
    }

    // A free dimension is as long as the longest list; a fixed one cuts and pads, which may not be what the model saw in training.
    void Widths(InputBinding binding, List<RowColumn> columns)
    {
        var row = binding.Input.Shape.Dimensions!.Skip(binding.Batched ? 1 : 0).ToList();
        if (columns.Count == 0 || row.Contains(-1))
            return;
        var width = row.Aggregate(1L, (product, size) => product * size);
        var found = rows.Numbers.Select((_, i) => (long)columns.Sum(c => c.Cells[i]?.Count ?? c.Form.Width ?? 0)).ToList();
        if (found.Count(w => w > width) is > 0 and var cut)
            _warnings.Add(WarmupProblem.ListsCut(cut, binding.Input, width));
        if (found.Count(w => w < width) is > 0 and var padded)
            _warnings.Add(WarmupProblem.ListsPadded(padded, binding.Input, width));
    }
}
