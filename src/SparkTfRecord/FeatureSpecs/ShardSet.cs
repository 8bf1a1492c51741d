using System.Globalization;
using System.Text.RegularExpressions;

namespace SparkTfRecord.FeatureSpecs;

/// <summary>Shards that were written together, named by one pattern instead of one by one.</summary>
/// <param name="Pattern">For Python's <c>str.format</c>, such as <c>data-{:05d}-of-00012.tfrecord</c>.</param>
/// <param name="Count">Number of shards; their indexes are 0 to <paramref name="Count"/> - 1.</param>
sealed partial record ShardSet(string Pattern, int Count)
{
    /// <summary>The sets that some names make, in the order in which they begin. A name that belongs to no complete set stands for itself.</summary>
    public static IReadOnlyList<ShardSet> Group(IEnumerable<string> names) =>
        [.. names.Select(Parse).GroupBy(n => (n.Pattern, n.Total)).SelectMany(set => set.Count() == set.Key.Total
            ? [new ShardSet(set.Key.Pattern, set.Key.Total)]
            : set.Select(n => new ShardSet(Escape(n.Name), 1)))];

    static (string Name, string Pattern, int Total) Parse(string name) =>
        ShardName().Match(name) is { Success: true, Groups: var part } && int.TryParse(part["total"].ValueSpan, CultureInfo.InvariantCulture, out var total)
            ? (name, $"{Escape(part["stem"].Value)}{{:05d}}{Escape(part["rest"].Value)}", total)
            : (name, Escape(name), 1);

    static string Escape(string text) => text.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);

    [GeneratedRegex(@"^(?<stem>.*-)[0-9]{5,}(?<rest>-of-(?<total>[0-9]{5,})\..*)$", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex ShardName();
}
