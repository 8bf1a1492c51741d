namespace SparkTfRecord.Serving.Rows;

/// <summary>One column of the rows that requests are made of.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Form">What its rows look like.</param>
/// <param name="Cells">A cell a row; null where the row holds null.</param>
/// <param name="Private">Its values must not appear in messages.</param>
sealed record RowColumn(string Name, ColumnForm Form, IReadOnlyList<Cell?> Cells, bool Private = false);
