namespace SparkTfRecord.Statistics;

/// <summary>Lengths of lists, in values, or of strings and binary values, in bytes. All exact.</summary>
/// <param name="Count">How many there are.</param>
/// <param name="Min">The least.</param>
/// <param name="Max">The greatest.</param>
/// <param name="Total">Their sum.</param>
sealed record LengthStatistics(long Count, long Min, long Max, long Total)
{
    /// <summary>Their mean.</summary>
    public double Mean => (double)Total / Count;

    /// <summary>Whether it can be merged and written: it may come from anywhere.</summary>
    public bool IsSound() => Count > 0 && FeatureStatistics.IsCount(Count) && Min >= 0 && FeatureStatistics.IsCount(Max) && FeatureStatistics.IsCount(Total);

    /// <summary>Of the lengths of both; null: there are none.</summary>
    public static LengthStatistics? Merge(LengthStatistics? a, LengthStatistics? b) =>
        a is null ? b : b is null ? a : new(a.Count + b.Count, Math.Min(a.Min, b.Min), Math.Max(a.Max, b.Max), a.Total + b.Total);
}
