using SparkTfRecord.Examples;
using SparkTfRecord.Planning;
using SparkTfRecord.Serving.Requests;
using SparkTfRecord.Tasks;

namespace SparkTfRecord.Serving.Rows;

/// <summary>Reads single rows of a planned input: the features that the conversion writes, and columns as they are.</summary>
sealed class TableRows(ConversionPlan plan, IInputFormat format)
{
    readonly IReadOnlyList<RowField> _fields = [.. RowField.Of(plan).Where(f => f.Form is not null)];
    readonly Dictionary<long, Cell?[]> _rows = [];

    /// <summary>Reads rows, in the order given.</summary>
    /// <param name="numbers">0-based rows of the whole input; a row may come twice.</param>
    /// <param name="cancellationToken">Checked at every batch.</param>
    /// <exception cref="InvalidDataException">The input has no such row, a row cannot be converted, or a file has changed or is damaged.</exception>
    public RowSet Read(IReadOnlyList<long> numbers, CancellationToken cancellationToken)
    {
        foreach (var run in Runs(numbers))
            ReadRun(run, cancellationToken);
        return new(numbers, [.. _fields.Select((field, i) => new RowColumn(field, [.. numbers.Select(n => _rows[n][i])]))]);
    }

    /// <summary>Wanted rows of one row group of one file.</summary>
    sealed record Run(InputFile File, long FileStart, IReadOnlyList<long> Numbers);

    // Rows of one row group are read together: each opening decodes the row group's pages anew.
    IEnumerable<Run> Runs(IReadOnlyList<long> numbers)
    {
        var wanted = new Queue<long>(numbers.Distinct().Order());
        var start = 0L;
        foreach (var file in plan.Files)
        {
            var end = start;
            foreach (var group in file.RowGroups)
            {
                end += group.Rows;
                var inside = new List<long>();
                while (wanted.TryPeek(out var next) && next < end)
                    inside.Add(wanted.Dequeue());
                if (inside.Count > 0)
                    yield return new(file, start, inside);
            }
            start = end;
        }
        if (wanted.TryPeek(out var beyond))
            throw new InvalidDataException(WarmupProblem.RowUnknown(beyond, start));
    }

    void ReadRun(Run run, CancellationToken cancellationToken)
    {
        var (first, last) = (run.Numbers[0], run.Numbers[^1]);
        var names = _fields.Where(f => f.Feature is null).Select(f => f.Source).Concat(plan.Features.Select(f => f.Column)).Distinct();
        using var source = TableSource.Open(format, run.File, first - run.FileStart, last - first + 1, [.. names]);
        var row = new RowReader(_fields, plan.Features, source.Schema);
        for (var number = first; source.ReadNext() is { } batch; number += batch.Length)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var wanted in run.Numbers.Where(n => n >= number && n < number + batch.Length))
            {
                try
                {
                    _rows[wanted] = row.Read(batch, (int)(wanted - number));
                }
                catch (BadRowException e)
                {
                    throw new InvalidDataException($"row {wanted}, column '{e.Feature.Column}': {e.Message}; {e.WayOut}, or choose other rows", e);
                }
            }
        }
    }
}
