namespace SparkTfRecord.Statistics;

/// <summary>What floats a feature holds. Counts, least and greatest are exact; mean and standard deviation are summed up in double precision, in an order that does not vary.</summary>
sealed record FloatStatistics
{
    /// <summary>Number of values that are neither NaN nor infinite: those that all but the next two describe.</summary>
    public long Finite { get; init; }

    /// <summary>How many are NaN.</summary>
    public long Nan { get; init; }

    /// <summary>How many are infinite.</summary>
    public long Infinite { get; init; }

    /// <summary>How many are 0 or -0.</summary>
    public long Zeros { get; init; }

    /// <summary>The least; null: there are no values.</summary>
    public float? Min { get; init; }

    /// <summary>The greatest; null: there are no values.</summary>
    public float? Max { get; init; }

    /// <summary>Their mean; null: there are no values.</summary>
    public double? Mean { get; init; }

    /// <summary>Their standard deviation, that of a whole population; null: there are no values.</summary>
    public double? Std => Finite == 0 ? null : Math.Sqrt(SquaredDeviations / Finite);

    /// <summary>The sum of the squares of their distances from the mean.</summary>
    public double SquaredDeviations { get; init; }

    /// <summary>Whether it can be merged and written: it may come from anywhere.</summary>
    public bool IsSound()
    {
        const double Most = 1e100; // of 2^50 squares of floats
        return FeatureStatistics.IsCount(Finite) && FeatureStatistics.IsCount(Nan) && FeatureStatistics.IsCount(Infinite) && FeatureStatistics.IsCount(Zeros)
            && (Finite == 0 || (Min is not null && Max is not null && Mean is not null))
            && float.IsFinite(Min ?? 0) && float.IsFinite(Max ?? 0) && Mean is null or >= float.MinValue and <= float.MaxValue
            && SquaredDeviations is >= 0 and < Most;
    }

    /// <summary>Of the values of both (Chan, Golub and LeVeque 1979).</summary>
    public static FloatStatistics Merge(FloatStatistics a, FloatStatistics b)
    {
        var (nan, infinite) = (a.Nan + b.Nan, a.Infinite + b.Infinite);
        if (a.Finite == 0 || b.Finite == 0)
            return (a.Finite == 0 ? b : a) with { Nan = nan, Infinite = infinite };
        var finite = a.Finite + b.Finite;
        var distance = b.Mean!.Value - a.Mean!.Value;
        var share = (double)b.Finite / finite;
        return new()
        {
            Finite = finite,
            Nan = nan,
            Infinite = infinite,
            Zeros = a.Zeros + b.Zeros,
            Min = Math.Min(a.Min!.Value, b.Min!.Value),
            Max = Math.Max(a.Max!.Value, b.Max!.Value),
            Mean = a.Mean + distance * share,
            SquaredDeviations = a.SquaredDeviations + b.SquaredDeviations + distance * distance * a.Finite * share,
        };
    }
}
