namespace SparkTfRecord.Examples;

/// <summary>How one column becomes one feature: decided by the planner, carried to every task, written to the manifest.</summary>
sealed record FeatureMapping
{
    /// <summary>The feature's name, the key in <c>Features.feature</c>.</summary>
    public required string Feature { get; init; }

    /// <summary>The column's name in the record batches that tasks see.</summary>
    public required string Column { get; init; }

    /// <summary>The column's type in Arrow's words, such as <c>int32</c> or <c>list&lt;float&gt;</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The kind of list that holds the values.</summary>
    public required FeatureKind Kind { get; init; }

    /// <summary>True when a row holds any number of values, false when it holds one or null.</summary>
    public bool IsList { get; init; }

    /// <summary>True when the values are rounded to float, once, to nearest even.</summary>
    public bool Rounds { get; init; }

    /// <summary>The feature that <c>dataset()</c> of the feature spec returns apart from the others.</summary>
    public bool Label { get; init; }

    /// <summary>Values must not appear in messages or sidecars.</summary>
    public bool Private { get; init; }
}
