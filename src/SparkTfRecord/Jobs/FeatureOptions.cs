using Apache.Arrow.Types;

namespace SparkTfRecord.Jobs;

/// <summary>What deviates from the default mapping for one feature.</summary>
public sealed record FeatureOptions
{
    /// <summary>The column it is made of; null: the column with the feature's name.</summary>
    public string? Column { get; init; }

    /// <summary>What the values are written as; null: the type's default.</summary>
    public FeatureAs? As { get; init; }

    /// <summary>The unit of a timestamp, time or duration written as a number; null: us, Spark's own.</summary>
    public TimeUnit? Unit { get; init; }

    /// <summary>What becomes of lists in lists; null: such a column is a problem.</summary>
    public NestedForm? Nested { get; init; }

    /// <summary>What becomes of a Spark ML Vector; null: its indices, values and size.</summary>
    public VectorForm? Vector { get; init; }

    /// <summary>The part of a SequenceExample it is in; null: lists are sequences, all else is context.</summary>
    public SequencePart? Part { get; init; }

    /// <summary>What becomes of null values; null: the row has no such feature.</summary>
    public NullWish? Null { get; init; }

    /// <summary>What becomes of nulls in lists; null: the row is bad.</summary>
    public ElementWish? NullElement { get; init; }

    /// <summary>What becomes of empty lists; null: a feature without values.</summary>
    public EmptyList? Empty { get; init; }

    /// <summary>Exact number of values of a list; null: any.</summary>
    public int? Length { get; init; }

    /// <summary>Most values of a list; null: any number.</summary>
    public int? MaxLength { get; init; }

    /// <summary>What becomes of lists with more than <see cref="MaxLength"/> values; null: the row is bad.</summary>
    public TooLong? TooLong { get; init; }

    /// <summary>Least value that the feature may hold, as a text; null: any.</summary>
    public string? Min { get; init; }

    /// <summary>Greatest value that the feature may hold, as a text; null: any.</summary>
    public string? Max { get; init; }

    /// <summary>Whether rows with NaN or infinities are bad; null: no.</summary>
    public bool? Finite { get; init; }

    /// <summary>The only values that the feature may hold, as texts; null: any.</summary>
    public IReadOnlyList<string>? OneOf { get; init; }

    /// <summary>The feature that the feature spec's <c>dataset()</c> returns apart.</summary>
    public bool Label { get; init; }

    /// <summary>Keeps the column's values out of messages and sidecars.</summary>
    public bool Private { get; init; }
}
