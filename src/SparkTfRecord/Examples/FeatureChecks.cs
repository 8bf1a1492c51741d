namespace SparkTfRecord.Examples;

/// <summary>What a feature's values must be like; a row with others is bad. Null: no such check.</summary>
/// <remarks>Values are texts: the digits of an int64, a float, or the UTF-8 of bytes, by the feature's kind. Nulls are not checked.</remarks>
sealed record FeatureChecks
{
    /// <summary>Number of values that a list must have.</summary>
    public int? Length { get; init; }

    /// <summary>Most values that a list may have.</summary>
    public int? MaxLength { get; init; }

    /// <summary>Whether a list with more than <see cref="MaxLength"/> values is cut after them instead of being bad.</summary>
    public bool Truncate { get; init; }

    /// <summary>Least value allowed.</summary>
    public string? Min { get; init; }

    /// <summary>Greatest value allowed.</summary>
    public string? Max { get; init; }

    /// <summary>Whether NaN and infinities are bad.</summary>
    public bool Finite { get; init; }

    /// <summary>The only values allowed; empty: any.</summary>
    public IReadOnlyList<string> OneOf { get; init; } = [];
}
