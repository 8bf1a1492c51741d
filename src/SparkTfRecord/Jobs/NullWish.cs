using System.Text.Json.Serialization;

namespace SparkTfRecord.Jobs;

/// <summary>What is to become of null values. In JSON "missing", "fail", "indicator" or {"default": value}.</summary>
[JsonConverter(typeof(NullWishConverter))]
public sealed record NullWish
{
    internal NullWish(NullPolicy policy, string? value = null, bool hasIndicator = false) => (Policy, Value, HasIndicator) = (policy, value, hasIndicator);

    /// <summary>The row has no such feature.</summary>
    public static NullWish Missing { get; } = new(NullPolicy.Missing);

    /// <summary>The row is bad.</summary>
    public static NullWish Fail { get; } = new(NullPolicy.Fail);

    /// <summary>The row has no such feature, and one beside it, <c>x/missing</c>, that is 1; in other rows that is 0.</summary>
    public static NullWish Indicator { get; } = new(NullPolicy.Missing, hasIndicator: true);

    /// <summary>What becomes of the feature.</summary>
    public NullPolicy Policy { get; }

    /// <summary>The value written for a null, as a text; null without such a policy.</summary>
    public string? Value { get; }

    /// <summary>Whether a feature beside it says where nulls were.</summary>
    public bool HasIndicator { get; }

    /// <summary>A value is written for a null.</summary>
    /// <param name="value">The value as a text: digits with a point for numbers, whatever the culture.</param>
    public static NullWish Default(string value) => new(NullPolicy.Default, value);
}
