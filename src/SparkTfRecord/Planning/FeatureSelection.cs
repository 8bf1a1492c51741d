using SparkTfRecord.Examples;
using SparkTfRecord.Tasks;

namespace SparkTfRecord.Planning;

/// <summary>Decides which columns, and fields below them, become which features; everything wrong goes into the list of problems.</summary>
/// <remarks>
/// A struct becomes its fields, each named after what it is in: <c>user/age</c>. What <c>features</c> names gets that name instead, a struct for all its fields;
/// the more exact wish wins: with <c>u</c> made of <c>user</c> and <c>age</c> of <c>user.age</c> there is no <c>u/age</c>.
/// </remarks>
sealed class FeatureSelection
{
    readonly Job _job;
    readonly List<string> _problems;
    readonly ColumnNames _names;
    readonly HashSet<ColumnNode> _chosen;
    readonly HashSet<ColumnNode> _aroundChosen;
    readonly HashSet<ColumnNode> _excluded;
    readonly Dictionary<ColumnNode, List<(string Feature, FeatureOptions Wish)>> _wishes = [];
    readonly List<(ColumnNode Node, string Feature)> _private = [];
    readonly List<(ColumnNode Node, string Feature, FeatureOptions Wish)> _whole = [];
    readonly List<FeatureMapping> _features = [];

    public FeatureSelection(Job job, TableSchema table, List<string> problems)
    {
        (_job, _problems, _names) = (job, problems, new ColumnNames(table.Columns));
        // Why a row was in quarantine is no part of it, and what the job excludes was not kept.
        var added = _names.Columns.Where(c => Quarantine.AddedColumns.Contains(c.Name)).ToList();
        var wasKept = added.Count == Quarantine.AddedColumns.Count;
        _excluded = Named(job.Input.Exclude, "exclude", wasKept ? [] : problems);
        if (wasKept)
            _excluded.UnionWith(added);
        _chosen = Named(job.Input.Columns.Where(c => c != "*"), "columns", problems);
        if (job.Input.Columns.Contains("*"))
            _chosen.UnionWith(_names.Columns);
        _aroundChosen = [.. _chosen.SelectMany(c => c.Around)];
        foreach (var (feature, wish) in job.Features.OrderBy(o => o.Key, Utf8Order.Instance))
            Ask(feature, wish);
        Columns = [.. _names.Columns.Where(IsTaken).Select(c => c.Column)];
    }

    /// <summary>The columns that <c>columns</c> and <c>exclude</c> leave, in the order of the table.</summary>
    public IReadOnlyList<SchemaColumn> Columns { get; }

    /// <summary>The features of these columns, in the UTF-8 order of their names.</summary>
    public IReadOnlyList<FeatureMapping> Features()
    {
        foreach (var column in _names.Columns.Where(IsTaken))
        {
            if (column.Column.Fault is { } fault)
                _problems.Add(fault);
            else
                Grant(column, column.Name, new());
        }
        RefuseBelowWhole();
        if (_features.Count == 0 && _problems.Count == 0)
            _problems.Add(Problem.NoFeatures());
        else if (_job.Output.RecordType == RecordType.ByteArray)
            MakeRecord();
        foreach (var same in _features.GroupBy(f => f.Feature).Where(g => g.Count() > 1))
            _problems.Add(Problem.FeatureTwice(same.Key, [.. same.Select(f => ColumnPath.Of([f.Column, .. f.Path]))]));
        if (_features.FindAll(f => f.Label) is [var first, var second, ..])
            _problems.Add(Problem.LabelTwice(first.Feature, second.Feature));
        if (_features.Find(f => f.Feature.Length == 0) is { } nameless)
            _problems.Add(Problem.FeatureNameless(nameless.Column));
        foreach (var group in _job.SameLength is { Count: > 0 } groups ? groups : [Sequences()])
            Join(group);
        return [.. _features.OrderBy(f => f.Feature, Utf8Order.Instance)];
    }

    // The one feature becomes the record.
    void MakeRecord()
    {
        if (_features is not [{ Kind: FeatureKind.Bytes, IsList: false } record])
            _problems.Add(Problem.NoRecord(_features));
        else if (record.Label)
            _problems.Add(Problem.PolicyImpossible(record, "label", "a record of bytes has no features apart; leave it out"));
        else
            _features[0] = record with { Place = FeaturePlace.Record, Null = record.Null == NullPolicy.Missing ? NullPolicy.Fail : record.Null };
    }

    // They have the same steps, where the job does not say which have.
    IReadOnlyList<string> Sequences() => [.. _features.Where(f => f.Place is FeaturePlace.Steps or FeaturePlace.StepLists).Select(f => f.Feature).Order(Utf8Order.Instance)];

    // Features of one length: each must be as long as the first.
    void Join(IReadOnlyList<string> group)
    {
        foreach (var (place, name) in group.Index())
        {
            var index = _features.FindIndex(f => f.Feature == name);
            if (index < 0)
                _problems.Add(Problem.FeatureUnknown("sameLength", name, NearestName.Of(name, _features.Select(f => f.Feature))));
            else if (!_features[index].IsList)
                _problems.Add(Problem.PolicyImpossible(_features[index], "sameLength", "it is for lists; take the feature out of it"));
            else if (place > 0 && _features[index].SameLengthAs is not null)
                _problems.Add(Problem.PolicyImpossible(_features[index], "sameLength", "the feature is in two groups; make them one"));
            else if (place > 0)
                _features[index] = _features[index] with { SameLengthAs = group[0] };
        }
    }

    HashSet<ColumnNode> Named(IEnumerable<string> paths, string where, List<string> problems) => [.. paths.Select(p => _names.Find(p, where, problems)).OfType<ColumnNode>()];

    void Ask(string feature, FeatureOptions wish)
    {
        var node = wish.Column is null ? _names.FindFeature(feature, _job.Separator) : null;
        node ??= _names.Find(wish.Column ?? feature, $"features.{feature}", _problems);
        if (node is null)
            return;
        if (!IsTaken(node))
            _problems.Add(Problem.FeatureOfExcludedColumn(feature, node));
        else if (!_wishes.TryAdd(node, [(feature, wish)]))
            _wishes[node].Add((feature, wish));
        if (wish.Private)
            _private.Add((node, feature));
    }

    // Whether something of it becomes a feature: it is chosen, or in something chosen, or something in it is.
    bool IsTaken(ColumnNode node) => !IsIn(node, _excluded) && (IsIn(node, _chosen) || _aroundChosen.Contains(node));

    static bool IsIn(ColumnNode node, HashSet<ColumnNode> nodes) => nodes.Contains(node) || node.Around.Any(nodes.Contains);

    // Makes the features that are wished of a node, or else those that what it is in would have it make.
    void Grant(ColumnNode node, string feature, FeatureOptions wish)
    {
        if (_wishes.Remove(node, out var wishes))
        {
            foreach (var (name, own) in wishes)
                Make(node, name, own);
        }
        else
        {
            Make(node, feature, wish);
        }
    }

    void Make(ColumnNode node, string feature, FeatureOptions wish)
    {
        if (_excluded.Contains(node))
            return;
        if (!ColumnFeatures.IsWhole(node, wish))
        {
            foreach (var child in node.Children)
                Grant(child, $"{feature}{_job.Separator}{child.Label}", wish);
        }
        else if (_aroundChosen.Contains(node))
        {
            _problems.Add(Problem.ChosenBelowWhole(_chosen.First(c => c.Around.Contains(node)), node));
        }
        else if (IsIn(node, _chosen))
        {
            if (node.Children.Count > 0)
                _whole.Add((node, feature, wish));
            var problems = _problems.Count;
            var features = new ColumnFeatures(node, _job, _problems).Of(feature, wish).ToList();
            _features.AddRange(_problems.Count > problems ? features : features.Where(f => CanWrite(node, f)));
        }
    }

    // What is written whole has all that is below it, and what is said of that would be passed over.
    void RefuseBelowWhole()
    {
        foreach (var (whole, feature, wish) in _whole)
        {
            _problems.AddRange(_excluded.Where(n => n.Around.Contains(whole)).Select(n => Problem.ExcludedBelowWhole(n, whole)));
            if (!wish.Private)
                _problems.AddRange(_private.Where(p => p.Node.Around.Contains(whole) && !_wishes.ContainsKey(p.Node)).Select(p => Problem.PrivateBelowWhole(p.Feature, p.Node, whole, feature)));
        }
        foreach (var (node, wishes) in _wishes)
            if (node.Around.FirstOrDefault(n => _whole.Exists(w => w.Node == n)) is { } whole)
                _problems.AddRange(wishes.Select(w => Problem.FeatureBelowWhole(w.Feature, node, whole)));
    }

    bool CanWrite(ColumnNode node, FeatureMapping feature)
    {
        var can = node.Column.FileTypes.Values.All(t => FeaturePlan.CanWrite(feature, t));
        if (!can)
            _problems.Add(Problem.NotWritten(node, feature));
        return can;
    }
}
