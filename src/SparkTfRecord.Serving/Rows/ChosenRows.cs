using Apache.Arrow;
using SparkTfRecord.Examples;
using SparkTfRecord.Planning;
using SparkTfRecord.Records;
using SparkTfRecord.Tasks;

namespace SparkTfRecord.Serving.Rows;

/// <summary>Reads single rows of a planned input.</summary>
/// <param name="plan">The plan: files, columns and features.</param>
/// <param name="format">The files' format.</param>
/// <param name="columns">Names of the columns to read.</param>
/// <param name="features">The features of the Examples to make; empty: none.</param>
sealed class ChosenRows(ConversionPlan plan, IInputFormat format, IReadOnlyList<string> columns, IReadOnlyList<FeatureMapping> features)
{
    readonly ColumnForm[] _forms = [.. columns.Select(name => ColumnForm.Of(plan.Columns.First(c => c.Name == name).Type)!.Value)];
    readonly Dictionary<long, (Cell?[] Cells, byte[] Example)> _rows = [];

    /// <summary>Reads rows, in the order given.</summary>
    /// <param name="numbers">0-based rows of the whole input; a row may come twice.</param>
    /// <param name="cancellationToken">Checked at every batch.</param>
    /// <exception cref="InvalidDataException">The input has no such row, or a file has changed or is damaged.</exception>
    public RowSet Read(IReadOnlyList<long> numbers, CancellationToken cancellationToken)
    {
        foreach (var run in Runs(numbers))
            ReadRun(run, cancellationToken);
        return new(
            numbers,
            [.. columns.Select((name, i) => new RowColumn(name, _forms[i], [.. numbers.Select(n => _rows[n].Cells[i])], IsPrivate(name)))],
            [.. numbers.Select(n => _rows[n].Example)]);
    }

    bool IsPrivate(string column) => plan.Features.Any(f => f.Column == column && f.Private);

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
            throw new InvalidDataException($"warmup.rows: there is no row {beyond}; the input has {start} rows, counted from 0");
    }

    void ReadRun(Run run, CancellationToken cancellationToken)
    {
        var (first, last) = (run.Numbers[0], run.Numbers[^1]);
        var names = columns.Concat(features.Select(f => f.Column)).Distinct();
        using var source = TableSource.Open(format, run.File, first - run.FileStart, last - first + 1, [.. names]);
        var encoder = new ExampleEncoder(FeaturePlan.Compile(source.Schema, features));
        var block = new RecordBlock();
        for (var number = first; source.ReadNext() is { } batch; number += batch.Length)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var wanted in run.Numbers.Where(n => n >= number && n < number + batch.Length))
                _rows[wanted] = (Cells(batch, (int)(wanted - number)), Example(encoder, batch, (int)(wanted - number), block));
        }
    }

    // Null also for a column that the file lacks.
    Cell?[] Cells(RecordBatch batch, int row) => [.. columns.Select((name, i) =>
        batch.Schema.GetFieldIndex(name, StringComparer.Ordinal) is >= 0 and var index ? ArrowCells.Read(batch.Column(index), row, _forms[i].Kind) : null)];

    byte[] Example(ExampleEncoder encoder, RecordBatch batch, int row, RecordBlock block)
    {
        if (features.Count == 0)
            return [];
        block.Clear();
        encoder.Encode(batch, row, 1, block);
        return block.Bytes[RecordFraming.HeaderLength..^RecordFraming.FooterLength].ToArray();
    }
}
