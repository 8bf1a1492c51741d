namespace SparkTfRecord.Serving.Rows;

/// <summary>A field and its values in the rows that requests are made of.</summary>
/// <param name="Field">The field; its form is known.</param>
/// <param name="Cells">A cell a row; null where the row has no value.</param>
sealed record RowColumn(RowField Field, IReadOnlyList<Cell?> Cells)
{
    /// <summary>What its rows look like.</summary>
    public ColumnForm Form => Field.Form!.Value;
}
