namespace SparkTfRecord.Statistics;

/// <summary>Some rows of a chunk: all of them, or those of one split.</summary>
/// <param name="rows">Rows of the chunk.</param>
/// <param name="splitOf">The split of each; null: all rows are chosen.</param>
/// <param name="split">The split whose rows are chosen.</param>
readonly unsafe struct RowChoice(int rows, int* splitOf = null, int split = 0)
{
    /// <summary>Whether every row is chosen.</summary>
    public bool All => splitOf == null;

    /// <summary>Rows of the chunk.</summary>
    public int Rows => rows;

    /// <summary>Whether a row is chosen.</summary>
    public bool Holds(int row) => splitOf == null || splitOf[row] == split;

    /// <summary>Number of rows chosen.</summary>
    public int Count()
    {
        if (All)
            return rows;
        var count = 0;
        for (var row = 0; row < rows; row++)
            count += Holds(row) ? 1 : 0;
        return count;
    }
}
