namespace SparkTfRecord.Planning;

/// <summary>Finds columns, and fields below them, by the names that people write: exactly, else by the only one that differs in case.</summary>
sealed class ColumnNames
{
    readonly ILookup<string, ColumnNode> _byFoldedName;

    public ColumnNames(IReadOnlyList<SchemaColumn> columns)
    {
        Columns = [.. columns.Select(c => new ColumnNode(c))];
        _byFoldedName = Columns.ToLookup(c => c.Name, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The columns in the order of the table.</summary>
    public IReadOnlyList<ColumnNode> Columns { get; }

    /// <summary>The column or field at a path, or null and a problem that begins with <paramref name="where"/>.</summary>
    public ColumnNode? Find(string path, string where, List<string> problems)
    {
        // A column's name may have dots in it.
        if (Match(_byFoldedName[path], path) is [var column])
            return column;
        IEnumerable<ColumnNode> among = Columns;
        ColumnNode? found = null;
        foreach (var part in ColumnPath.Parse(path) ?? [path])
        {
            var matches = Match(found is null ? _byFoldedName[part] : among, part);
            if (matches.Count != 1)
            {
                problems.Add(matches.Count > 1
                    ? Problem.ColumnNameAmbiguous(where, path, matches[0], matches[1])
                    : Problem.ColumnUnknown(where, path, NearestName.Of(part, among.Select(c => c.Name)), found));
                return null;
            }
            found = matches[0];
            among = found.Children;
        }
        return found;
    }

    /// <summary>The field that would make a feature of this name by default, such as <c>user/age</c>; null when only a column can.</summary>
    public ColumnNode? FindFeature(string feature, string separator) =>
        separator.Length > 0 && !feature.Contains(separator, StringComparison.Ordinal) || _byFoldedName.Contains(feature) ? null : FindFeature(Columns, feature, separator);

    static ColumnNode? FindFeature(IReadOnlyList<ColumnNode> among, string feature, string separator)
    {
        if (among.FirstOrDefault(n => n.Label == feature) is { } node)
            return node;
        return among.Where(n => n.Children.Count > 0 && feature.StartsWith(n.Label + separator, StringComparison.Ordinal))
            .Select(n => FindFeature(n.Children, feature[(n.Label.Length + separator.Length)..], separator))
            .FirstOrDefault(n => n is not null);
    }

    static List<ColumnNode> Match(IEnumerable<ColumnNode> among, string name)
    {
        var folded = among.Where(c => c.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).ToList();
        return folded.Find(c => c.Name == name) is { } exact ? [exact] : folded;
    }
}
