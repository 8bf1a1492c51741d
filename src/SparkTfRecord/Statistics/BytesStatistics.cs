using System.Text.Unicode;
using SparkTfRecord.Planning;

namespace SparkTfRecord.Statistics;

/// <summary>What strings or binary values a feature holds. All exact.</summary>
sealed record BytesStatistics
{
    /// <summary>Their lengths in bytes; null: there are no values.</summary>
    public LengthStatistics? Lengths { get; init; }

    /// <summary>All values and how often each occurs; null: there are more than 64, one is longer than 64 bytes, or there are none.</summary>
    public IReadOnlyList<BytesCount>? Distinct { get; init; }

    /// <summary>Whether it can be merged and written: it may come from anywhere.</summary>
    public bool IsSound() =>
        Lengths?.IsSound() != false && Distinct?.All(c => c is not null && c.Value is null != c.Base64 is null && FeatureStatistics.IsCount(c.Count)) != false;

    /// <summary>Of the values of both.</summary>
    public static BytesStatistics Merge(BytesStatistics a, BytesStatistics b)
    {
        if (a.Lengths is null || b.Lengths is null)
            return a.Lengths is null ? b : a;
        var distinct = a.Distinct is null || b.Distinct is null
            ? null
            : BytesCount.InOrder(a.Distinct.Concat(b.Distinct).GroupBy(c => c with { Count = 0 }, c => c.Count).Select(g => g.Key with { Count = g.Sum() }));
        return new() { Lengths = LengthStatistics.Merge(a.Lengths, b.Lengths), Distinct = distinct?.Count > BytesCount.MostValues ? null : distinct };
    }
}

/// <summary>A string or binary value and how often it occurs.</summary>
/// <param name="Value">The value where it is UTF-8; else null.</param>
/// <param name="Base64">The value where it is not; else null.</param>
/// <param name="Count">How often it occurs.</param>
sealed record BytesCount(string? Value, string? Base64, long Count)
{
    /// <summary>Most values that are counted one by one.</summary>
    public const int MostValues = 64;

    public static BytesCount Of(byte[] value, long count) =>
        Utf8.IsValid(value) ? new(System.Text.Encoding.UTF8.GetString(value), null, count) : new(null, Convert.ToBase64String(value), count);

    /// <summary>The most frequent first, equally frequent ones in UTF-8 order.</summary>
    public static IReadOnlyList<BytesCount> InOrder(IEnumerable<BytesCount> counts) =>
        [.. counts.OrderByDescending(c => c.Count).ThenBy(c => c.Value is null).ThenBy(c => c.Value ?? c.Base64!, Utf8Order.Instance)];
}
