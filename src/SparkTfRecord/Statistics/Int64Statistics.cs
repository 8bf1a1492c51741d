using System.Numerics;
using System.Text.Json.Serialization;

namespace SparkTfRecord.Statistics;

/// <summary>What integers a feature holds. All exact; mean and standard deviation are rounded once, from the exact sums.</summary>
sealed record Int64Statistics
{
    /// <summary>Number of values.</summary>
    public long Count { get; init; }

    /// <summary>How many are 0.</summary>
    public long Zeros { get; init; }

    /// <summary>The least; null: there are no values.</summary>
    public long? Min { get; init; }

    /// <summary>The greatest; null: there are no values.</summary>
    public long? Max { get; init; }

    /// <summary>Their mean; null: there are no values.</summary>
    public double? Mean => Count == 0 ? null : (double)Sum / Count;

    /// <summary>Their standard deviation, that of a whole population; null: there are no values.</summary>
    public double? Std => Count == 0 ? null : Math.Sqrt((double)(Count * SumOfSquares - Sum * Sum)) / Count;

    /// <summary>Their sum.</summary>
    [JsonConverter(typeof(WholeNumberConverter))]
    public BigInteger Sum { get; init; }

    /// <summary>The sum of their squares.</summary>
    [JsonConverter(typeof(WholeNumberConverter))]
    public BigInteger SumOfSquares { get; init; }

    /// <summary>All values and how often each occurs; null: not all lie between 0 and 255, or there are none.</summary>
    public IReadOnlyList<Int64Count>? Distinct { get; init; }

    /// <summary>Whether it can be merged and written: it may come from anywhere.</summary>
    public bool IsSound() =>
        FeatureStatistics.IsCount(Count) && FeatureStatistics.IsCount(Zeros)
        && (Count == 0 || (Min is not null && Max is not null && Count * SumOfSquares >= Sum * Sum))
        && Distinct?.All(c => c is not null && FeatureStatistics.IsCount(c.Count)) != false;

    /// <summary>Of the values of both.</summary>
    public static Int64Statistics Merge(Int64Statistics a, Int64Statistics b)
    {
        if (a.Count == 0 || b.Count == 0)
            return a.Count == 0 ? b : a;
        return new()
        {
            Count = a.Count + b.Count,
            Zeros = a.Zeros + b.Zeros,
            Min = Math.Min(a.Min!.Value, b.Min!.Value),
            Max = Math.Max(a.Max!.Value, b.Max!.Value),
            Sum = a.Sum + b.Sum,
            SumOfSquares = a.SumOfSquares + b.SumOfSquares,
            Distinct = a.Distinct is null || b.Distinct is null
                ? null
                : Int64Count.InOrder(a.Distinct.Concat(b.Distinct).GroupBy(c => c.Value, c => c.Count).Select(g => new Int64Count(g.Key, g.Sum()))),
        };
    }
}

/// <summary>An integer and how often it occurs.</summary>
sealed record Int64Count(long Value, long Count)
{
    /// <summary>Values from 0 on that are counted one by one: enough for labels and flags.</summary>
    public const int Values = 256;

    /// <summary>The most frequent first, equally frequent ones by value.</summary>
    public static IReadOnlyList<Int64Count> InOrder(IEnumerable<Int64Count> counts) => [.. counts.OrderByDescending(c => c.Count).ThenBy(c => c.Value)];
}
