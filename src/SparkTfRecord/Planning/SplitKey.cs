using SparkTfRecord.Tasks;

namespace SparkTfRecord.Planning;

/// <summary>Finds the columns that decide which split a row is in. They need not be features.</summary>
static class SplitKey
{
    public static IReadOnlyList<SchemaColumn> Columns(SplitOptions? options, TableSchema table, List<string> problems)
    {
        var names = new ColumnNames(table.Columns);
        var columns = new List<SchemaColumn>();
        foreach (var name in options?.By ?? [])
        {
            if (names.Find(name, "splits.by", problems) is not { } node)
                continue;
            if (node.Path.Count > 0 || !SplitHash.CanHash(node.Type))
                problems.Add(Problem.SplitColumn(name, node));
            else if (node.Column.Fault is { } fault)
                problems.Add(fault);
            else
                columns.Add(node.Column);
        }
        return columns;
    }
}
