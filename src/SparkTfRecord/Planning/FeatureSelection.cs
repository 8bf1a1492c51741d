using SparkTfRecord.Examples;

namespace SparkTfRecord.Planning;

/// <summary>Decides which columns become which features; everything wrong goes into the list of problems.</summary>
sealed class FeatureSelection(TableSchema table, List<string> problems)
{
    readonly ColumnNames _names = new(table.Columns);

    /// <summary>The columns that <c>columns</c> and <c>exclude</c> leave, in the order of the table.</summary>
    public IReadOnlyList<SchemaColumn> Columns(JobInput input)
    {
        var excluded = Named(input.Exclude, "exclude");
        var chosen = input.Columns.Contains("*") ? [.. table.Columns] : Named(input.Columns, "columns");
        // A "*" does not excuse a wrong name beside it.
        Named(input.Columns.Contains("*") ? input.Columns.Where(c => c != "*") : [], "columns");
        return [.. table.Columns.Where(c => chosen.Contains(c) && !excluded.Contains(c))];
    }

    /// <summary>The features of the chosen columns, in the UTF-8 order of their names: each under its own name, unless <c>features</c> names it otherwise.</summary>
    public IReadOnlyList<FeatureMapping> Features(IReadOnlyList<SchemaColumn> columns, IReadOnlyDictionary<string, FeatureOptions> options)
    {
        if (columns.Count == 0)
            problems.Add(Problem.NoColumns());
        var asked = Asked(columns.ToHashSet(), options);
        var features = new List<FeatureMapping>();
        foreach (var column in columns)
        {
            if (Type(column) is not { } type)
                continue;
            var named = asked[column].ToArray();
            foreach (var (feature, wish) in named.Length > 0 ? named : [(column.Name, new FeatureOptions())])
                features.Add(Mapping(feature, column, type, wish));
        }
        foreach (var same in features.GroupBy(f => f.Feature).Where(g => g.Count() > 1))
            problems.Add(Problem.FeatureTwice(same.Key, [.. same.Select(f => f.Column)]));
        if (features.Find(f => f.Feature.Length == 0) is { } nameless)
            problems.Add(Problem.FeatureNameless(nameless.Column));
        return [.. features.OrderBy(f => f.Feature, Utf8Order.Instance)];
    }

    HashSet<SchemaColumn> Named(IEnumerable<string> names, string where) => [.. names.Select(n => _names.Find(n, where, problems)).OfType<SchemaColumn>()];

    // What the job says about features, by the column they are made of.
    ILookup<SchemaColumn, (string Feature, FeatureOptions Wish)> Asked(HashSet<SchemaColumn> columns, IReadOnlyDictionary<string, FeatureOptions> options)
    {
        var asked = new List<(SchemaColumn Column, string Feature, FeatureOptions Wish)>();
        foreach (var (feature, wish) in options.OrderBy(o => o.Key, Utf8Order.Instance))
        {
            if (_names.Find(wish.Column ?? feature, $"features.{feature}", problems) is not { } column)
                continue;
            if (columns.Contains(column))
                asked.Add((column, feature, wish));
            else
                problems.Add(Problem.FeatureOfExcludedColumn(feature, column.Name));
        }
        return asked.ToLookup(a => a.Column, a => (a.Feature, a.Wish));
    }

    FeatureType? Type(SchemaColumn column)
    {
        var type = FeatureTypes.Of(column.Type);
        if (column.Fault is { } fault)
            problems.Add(fault);
        else if (type is null)
            problems.Add(Problem.NoMapping(column));
        return column.Fault is null ? type : null;
    }

    static FeatureMapping Mapping(string feature, SchemaColumn column, FeatureType type, FeatureOptions wish) => new()
    {
        Feature = feature,
        Column = column.Name,
        Type = ArrowTypeName.Of(column.Type),
        Kind = type.Kind,
        IsList = type.IsList,
        Rounds = type.Rounds,
        Label = wish.Label,
        Private = wish.Private,
    };
}
