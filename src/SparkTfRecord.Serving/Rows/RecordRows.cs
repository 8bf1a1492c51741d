using SparkTfRecord.Planning;
using SparkTfRecord.Records;
using SparkTfRecord.Serving.Requests;
using SparkTfRecord.Tasks;

namespace SparkTfRecord.Serving.Rows;

/// <summary>Takes rows out of TFRecord files of Examples: the features are all there is.</summary>
static class RecordRows
{
    /// <summary>Reads the chosen records, or samples all of them as a conversion does.</summary>
    /// <param name="files">The files, in the order of their rows.</param>
    /// <param name="options">Which rows.</param>
    /// <param name="cancellationToken">Checked at every record.</param>
    /// <exception cref="InvalidDataException">A file is damaged, a record is no Example, or there is no such record.</exception>
    public static RowSet Read(IEnumerable<(string Path, Codec Codec)> files, WarmupOptions options, CancellationToken cancellationToken)
    {
        var sample = RowSample.Of(options);
        var wanted = options.Rows?.Chosen.ToHashSet() ?? [];
        var chosen = new Dictionary<long, byte[]>();
        var row = 0L;
        foreach (var (path, codec) in files)
        {
            using var reader = new TfRecordReader(path, codec);
            for (; reader.Read(); row++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                sample?.Add(reader.Record.Span, row);
                if (wanted.Contains(row))
                    chosen[row] = reader.Record.ToArray();
            }
        }
        if (sample is not null)
            return Of([.. sample.Rows.Select(r => (r.Row, r.Example))]);
        return options.Rows!.Chosen.FirstOrDefault(number => !chosen.ContainsKey(number), -1) is >= 0 and var beyond
            ? throw new InvalidDataException(WarmupProblem.RowUnknown(beyond, row))
            : Of([.. options.Rows.Chosen.Select(number => (number, chosen[number]))]);
    }

    /// <summary>Rows of Examples. A feature of which no row has more or fewer than one value is a scalar.</summary>
    /// <exception cref="InvalidDataException">One is no Example, or a feature is of several kinds.</exception>
    public static RowSet Of(IReadOnlyList<(long Row, byte[] Example)> examples)
    {
        var rows = examples.Select(e => ExampleCells.Read(e.Example)).ToList();
        var names = rows.SelectMany(r => r.Keys).Distinct().Order(Utf8Order.Instance);
        return new([.. examples.Select(e => e.Row)], [.. names.Select(name => Column(name, [.. rows.Select(r => r.GetValueOrDefault(name))]))]);
    }

    static RowColumn Column(string name, IReadOnlyList<Cell?> cells)
    {
        var kinds = cells.OfType<Cell>().Select(ExampleCells.KindOf).Distinct().ToList();
        if (kinds is not [var kind])
            throw new InvalidDataException($"feature '{name}' is {kinds[0]} in some records and {kinds[1]} in others; the model parses one");
        var isList = cells.OfType<Cell>().Any(c => c.Count != 1);
        return new(new(name, name, kind, new(kind, isList, isList ? null : 1), Private: false), cells);
    }
}
