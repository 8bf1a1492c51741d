namespace SparkTfRecord.Statistics;

/// <summary>What one feature of some records holds.</summary>
sealed record FeatureStatistics
{
    /// <summary>The feature's name.</summary>
    public required string Feature { get; init; }

    /// <summary>Number of records.</summary>
    public long Records { get; init; }

    /// <summary>Records made of a row whose value was null; with a default they hold the feature all the same.</summary>
    public long Nulls { get; init; }

    /// <summary>Records without the feature.</summary>
    public long Missing { get; init; }

    /// <summary>Number of values in all records.</summary>
    public long Values { get; init; }

    /// <summary>Numbers of values, in a SequenceExample of steps, of the lists; null: no list, or private.</summary>
    public LengthStatistics? Lists { get; init; }

    /// <summary>The values of an <c>int64_list</c>; null: of another kind, or private.</summary>
    public Int64Statistics? Int64 { get; init; }

    /// <summary>The values of a <c>float_list</c>; null: of another kind, or private.</summary>
    public FloatStatistics? Float { get; init; }

    /// <summary>The values of a <c>bytes_list</c>; null: of another kind, or private.</summary>
    public BytesStatistics? Bytes { get; init; }

    /// <summary>Whether it can be merged and written: it may come from anywhere.</summary>
    public bool IsSound() =>
        IsCount(Records) && IsCount(Nulls) && IsCount(Missing) && IsCount(Values)
        && Lists?.IsSound() != false && Int64?.IsSound() != false && Float?.IsSound() != false && Bytes?.IsSound() != false;

    /// <summary>Whether a number can be one of records, values or bytes; sums of thousands of such numbers fit 64 bits.</summary>
    public static bool IsCount(long number) => number is >= 0 and < 1L << 50;

    /// <summary>Of the records of both.</summary>
    public static FeatureStatistics Merge(FeatureStatistics a, FeatureStatistics b) => new()
    {
        Feature = a.Feature,
        Records = a.Records + b.Records,
        Nulls = a.Nulls + b.Nulls,
        Missing = a.Missing + b.Missing,
        Values = a.Values + b.Values,
        Lists = LengthStatistics.Merge(a.Lists, b.Lists),
        Int64 = a.Int64 is null || b.Int64 is null ? null : Int64Statistics.Merge(a.Int64, b.Int64),
        Float = a.Float is null || b.Float is null ? null : FloatStatistics.Merge(a.Float, b.Float),
        Bytes = a.Bytes is null || b.Bytes is null ? null : BytesStatistics.Merge(a.Bytes, b.Bytes),
    };
}
