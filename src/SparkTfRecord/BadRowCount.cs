using SparkTfRecord.Planning;

namespace SparkTfRecord;

/// <summary>How many rows could not be converted for one reason.</summary>
/// <param name="Column">The column whose values are the reason.</param>
/// <param name="Reason">What is wrong with them.</param>
/// <param name="Rows">Number of rows; a row with several faults counts for the first feature with one.</param>
public sealed record BadRowCount(string Column, string Reason, long Rows)
{
    /// <summary>The sums of several tasks, by column and reason.</summary>
    internal static IReadOnlyList<BadRowCount> Sum(IEnumerable<BadRowCount> counts) => [.. counts
        .GroupBy(c => (c.Column, c.Reason))
        .Select(g => new BadRowCount(g.Key.Column, g.Key.Reason, g.Sum(c => c.Rows)))
        .OrderBy(c => c.Column, Utf8Order.Instance).ThenBy(c => c.Reason, Utf8Order.Instance)];

    /// <summary>The counts in one line, the most frequent first.</summary>
    internal static string Describe(IReadOnlyList<BadRowCount> counts)
    {
        const int Most = 5;
        var lines = counts.OrderByDescending(c => c.Rows).Take(Most).Select(c => $"column '{c.Column}': {c.Reason} ({Rows(c.Rows)})");
        return string.Join("; ", lines) + (counts.Count > Most ? $"; and {counts.Count - Most} more reasons" : "");

        static string Rows(long rows) => rows == 1 ? "1 row" : FormattableString.Invariant($"{rows} rows");
    }
}
