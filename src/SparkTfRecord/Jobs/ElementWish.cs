using System.Text.Json.Serialization;

namespace SparkTfRecord.Jobs;

/// <summary>What is to become of nulls in lists. In JSON "fail", "drop" or {"value": value}.</summary>
[JsonConverter(typeof(ElementWishConverter))]
public sealed record ElementWish
{
    internal ElementWish(NullPolicy policy, string? value = null) => (Policy, Value) = (policy, value);

    /// <summary>The row is bad.</summary>
    public static ElementWish Fail { get; } = new(NullPolicy.Fail);

    /// <summary>They are left out of the list.</summary>
    public static ElementWish Drop { get; } = new(NullPolicy.Missing);

    /// <summary>What becomes of them.</summary>
    public NullPolicy Policy { get; }

    /// <summary>The value written instead, as a text; null without such a policy.</summary>
    public string? Value { get; }

    /// <summary>A value is written instead.</summary>
    /// <param name="value">The value as a text: digits with a point for numbers, whatever the culture.</param>
    public static ElementWish Replace(string value) => new(NullPolicy.Default, value);
}
