using System.Globalization;
using System.Numerics;
using SparkTfRecord.Examples.Arrays;

namespace SparkTfRecord.Examples.Checks;

/// <summary>No value below a minimum. NaN is not below.</summary>
readonly struct Minimum<T>(T minimum) : IValueCheck<T> where T : INumber<T>
{
    public string Rule => string.Create(CultureInfo.InvariantCulture, $"the value is below the minimum, {minimum}");

    public bool Passes(T value) => !(value < minimum);

    public string ToText(T value) => value.ToString(null, CultureInfo.InvariantCulture);
}

/// <summary>No value above a maximum. NaN is not above.</summary>
readonly struct Maximum<T>(T maximum) : IValueCheck<T> where T : INumber<T>
{
    public string Rule => string.Create(CultureInfo.InvariantCulture, $"the value is above the maximum, {maximum}");

    public bool Passes(T value) => !(value > maximum);

    public string ToText(T value) => value.ToString(null, CultureInfo.InvariantCulture);
}

/// <summary>No NaN and no infinity.</summary>
readonly struct Finite : IValueCheck<float>
{
    public string Rule => "the value is not finite";

    public bool Passes(float value) => float.IsFinite(value);

    public string ToText(float value) => value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Only numbers of a list.</summary>
readonly struct OneOfNumbers<T>(HashSet<T> allowed) : IValueCheck<T> where T : INumber<T>
{
    public string Rule => $"the value is none of the {allowed.Count} that oneOf allows";

    public bool Passes(T value) => allowed.Contains(value);

    public string ToText(T value) => value.ToString(null, CultureInfo.InvariantCulture);
}

/// <summary>Only texts, or bytes, of a list.</summary>
readonly unsafe struct OneOfTexts(byte[][] allowed) : IValueCheck<Slice>
{
    const int ShownBytes = 40;

    public string Rule => $"the value is none of the {allowed.Length} that oneOf allows";

    public bool Passes(Slice value)
    {
        var bytes = new ReadOnlySpan<byte>(value.Start, value.Length);
        foreach (var one in allowed)
        {
            if (bytes.SequenceEqual(one))
                return true;
        }
        return false;
    }

    public string? ToText(Slice value) =>
        value.Length > ShownBytes ? null : System.Text.Encoding.UTF8.GetString(new ReadOnlySpan<byte>(value.Start, value.Length));
}
