using Apache.Arrow.Types;

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

    /// <summary>
    /// The way down from the column to the values: names of struct fields, through lists of structs too; those of a map's entries are <c>key</c> and <c>value</c>.
    /// A null on the way is a null value, and so is a field that a file's struct lacks. Empty: the column's own values.
    /// </summary>
    public IReadOnlyList<string> Path { get; init; } = [];

    /// <summary>Where in the record it stands.</summary>
    public FeaturePlace Place { get; init; }

    /// <summary>What of the column is written.</summary>
    public FeaturePart Part { get; init; }

    /// <summary>For <see cref="FeaturePart.RowLengths"/>: 0 for the lists in the column's lists, 1 for those in them, and so on.</summary>
    public int Depth { get; init; }

    /// <summary>How the values are written where their type leaves a choice.</summary>
    public ValueForm Form { get; init; }

    /// <summary>The unit in which timestamps, times and durations are written as numbers; null for other types and for texts.</summary>
    public TimeUnit? Unit { get; init; }

    /// <summary>Digits after the point of a decimal that is written unscaled: its value is the number written times 10^-Scale.</summary>
    public int? Scale { get; init; }

    /// <summary>True when the values are rounded to float, once, to nearest even.</summary>
    public bool Rounds { get; init; }

    /// <summary>What becomes of a null value.</summary>
    public NullPolicy Null { get; init; }

    /// <summary>The value written for a null, as a text like those of <see cref="FeatureChecks"/>; null without such a policy.</summary>
    public string? Default { get; init; }

    /// <summary>What becomes of a null among the values of a list.</summary>
    public NullPolicy NullElement { get; init; } = NullPolicy.Fail;

    /// <summary>The value written for a null in a list, as a text; null without such a policy.</summary>
    public string? ElementDefault { get; init; }

    /// <summary>Whether an empty list is written as if it were null, not as a feature without values.</summary>
    public bool EmptyIsMissing { get; init; }

    /// <summary>What the values must be like; null: anything.</summary>
    public FeatureChecks? Checks { get; init; }

    /// <summary>The feature whose lists must have as many values in every row, a null list having none; null: no such check.</summary>
    public string? SameLengthAs { get; init; }

    /// <summary>The feature that <c>dataset()</c> of the feature spec returns apart from the others.</summary>
    public bool Label { get; init; }

    /// <summary>Values must not appear in messages or sidecars.</summary>
    public bool Private { get; init; }
}
