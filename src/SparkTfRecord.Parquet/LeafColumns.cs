using ParquetSharp;

namespace SparkTfRecord.Parquet;

/// <summary>Leaf columns are what Parquet stores; a top-level column of a nested type has several.</summary>
static class LeafColumns
{
    /// <summary>Indices of the leaves of the top-level columns with these names, in file order.</summary>
    public static int[] Of(SchemaDescriptor schema, IReadOnlyCollection<string> columns)
    {
        var wanted = columns.ToHashSet();
        var found = new HashSet<string>();
        var leaves = new List<int>();
        for (var i = 0; i < schema.NumColumns; i++)
        {
            using var root = schema.ColumnRoot(i);
            if (!wanted.Contains(root.Name))
                continue;
            found.Add(root.Name);
            leaves.Add(i);
        }

        return found.Count == wanted.Count
            ? [.. leaves]
            : throw new ArgumentException($"The file has no column '{wanted.Except(found).First()}'.", nameof(columns));
    }
}
