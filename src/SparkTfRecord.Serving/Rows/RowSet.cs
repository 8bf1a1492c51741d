namespace SparkTfRecord.Serving.Rows;

/// <summary>The rows that requests are made of, in the order in which they are sent.</summary>
/// <param name="Numbers">Per row its 0-based number in the input, for messages.</param>
/// <param name="Columns">The columns that inputs are made of.</param>
/// <param name="Examples">Each row as a serialized Example; empty when no input takes any.</param>
sealed record RowSet(IReadOnlyList<long> Numbers, IReadOnlyList<RowColumn> Columns, IReadOnlyList<byte[]> Examples)
{
    /// <summary>Number of rows.</summary>
    public int Count => Numbers.Count;

    /// <summary>The column of a name.</summary>
    public RowColumn Column(string name) => Columns.First(c => c.Name == name);
}
