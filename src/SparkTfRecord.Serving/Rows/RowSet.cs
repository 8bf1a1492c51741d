using SparkTfRecord.Examples;
using SparkTfRecord.Planning;
using SparkTfRecord.Serving.Models;
using SparkTfRecord.Serving.Protos;

namespace SparkTfRecord.Serving.Rows;

/// <summary>The rows that requests are made of, in the order in which they are sent.</summary>
/// <param name="Numbers">Per row its 0-based number in the input, for messages.</param>
/// <param name="Columns">What inputs and Examples are made of.</param>
sealed record RowSet(IReadOnlyList<long> Numbers, IReadOnlyList<RowColumn> Columns)
{
    /// <summary>Number of rows.</summary>
    public int Count => Numbers.Count;

    /// <summary>The column of a name.</summary>
    public RowColumn Column(string name) => Columns.First(c => c.Field.Name == name);

    /// <summary>Some of the rows.</summary>
    public RowSet Take(IReadOnlyList<int> rows) => new(
        [.. rows.Select(i => Numbers[i])], [.. Columns.Select(c => c with { Cells = [.. rows.Select(i => c.Cells[i])] })]);

    /// <summary>A row as an Example, its features in the order of a deterministic serialization.</summary>
    /// <param name="row">The row's index.</param>
    /// <param name="spec">The features that the model parses; null: all.</param>
    public Example Example(int row, ExampleSpec? spec)
    {
        var features = new Features();
        foreach (var column in Columns.Where(c => c.Field.IsIn(spec)).OrderBy(c => c.Field.Name, Utf8Order.Instance))
        {
            if (column.Cells[row] is { } cell)
                features.Feature.Add(column.Field.Name, Feature(column.Field.Feature!.Value, cell));
        }
        return new() { Features = features };
    }

    static Feature Feature(FeatureKind kind, Cell cell) => kind switch
    {
        FeatureKind.Int64 => new() { Int64List = new() { Value = { ((IntegerCell)cell).Values.Select(v => (long)v) } } },
        FeatureKind.Float => new() { FloatList = new() { Value = { ((FloatCell)cell).Values.Select(v => (float)v) } } },
        _ => new() { BytesList = new() { Value = { ((BytesCell)cell).Values.Select(v => Google.Protobuf.ByteString.CopyFrom(v)) } } },
    };
}
