namespace SparkTfRecord.Statistics;

/// <summary>Sums up lengths.</summary>
sealed class LengthTally
{
    long _count;
    long _min = long.MaxValue;
    long _max;
    long _total;

    /// <summary>Counts a length.</summary>
    public void Add(long length) => Add(1, length, length, length);

    /// <summary>Counts some lengths at once.</summary>
    public void Add(long count, long min, long max, long total)
    {
        _count += count;
        _min = Math.Min(_min, min);
        _max = Math.Max(_max, max);
        _total += total;
    }

    /// <summary>What was counted; null: nothing.</summary>
    public LengthStatistics? Complete() => _count == 0 ? null : new(_count, _min, _max, _total);
}
