namespace SparkTfRecord.Planning;

/// <summary>Finds columns by the names that people write: exactly, else by the only one that differs in case.</summary>
sealed class ColumnNames
{
    readonly IReadOnlyList<SchemaColumn> _columns;
    readonly ILookup<string, SchemaColumn> _byFoldedName;

    public ColumnNames(IReadOnlyList<SchemaColumn> columns)
    {
        _columns = columns;
        _byFoldedName = columns.ToLookup(c => c.Name, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The column, or null and a problem that begins with <paramref name="where"/>.</summary>
    public SchemaColumn? Find(string name, string where, List<string> problems)
    {
        var folded = _byFoldedName[name].ToArray();
        if (folded.FirstOrDefault(c => c.Name == name) is { } exact)
            return exact;
        if (folded.Length == 1)
            return folded[0];
        problems.Add(folded.Length > 1
            ? Problem.ColumnNameAmbiguous(where, name, folded[0].Name, folded[1].Name)
            : Problem.ColumnUnknown(where, name, NearestName.Of(name, _columns.Select(c => c.Name))));
        return null;
    }
}
