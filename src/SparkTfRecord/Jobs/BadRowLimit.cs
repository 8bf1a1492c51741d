using System.Globalization;
using System.Text.Json.Serialization;

namespace SparkTfRecord.Jobs;

/// <summary>A number of rows, or a share of all rows in per cent. In JSON a number or a text such as <c>"0.1%"</c>.</summary>
[JsonConverter(typeof(BadRowLimitConverter))]
public readonly record struct BadRowLimit
{
    BadRowLimit(decimal value, bool isShare) => (Value, IsShare) = (value, isShare);

    /// <summary>Rows, or per cent of all rows.</summary>
    public decimal Value { get; }

    /// <summary>Whether <see cref="Value"/> is a share.</summary>
    public bool IsShare { get; }

    /// <summary>So many rows.</summary>
    public static BadRowLimit Rows(long rows)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        return new(rows, isShare: false);
    }

    /// <summary>So many of every hundred rows, 0 to 100.</summary>
    public static BadRowLimit Percent(decimal percent)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(percent);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(percent, 100);
        return new(percent, isShare: true);
    }

    /// <summary>Reads <c>100</c> or <c>0.1%</c>; null when the text is neither.</summary>
    internal static BadRowLimit? Parse(string text)
    {
        var isShare = text.EndsWith('%');
        return decimal.TryParse(isShare ? text[..^1] : text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            && (isShare ? value <= 100 : value == decimal.Truncate(value) && value <= long.MaxValue)
                ? new(value, isShare)
                : null;
    }

    /// <summary>Most bad rows among so many.</summary>
    internal long Among(long rows) => (long)(IsShare ? Math.Floor(rows * Value / 100) : Value);

    /// <summary>As a job file says it: <c>100</c> or <c>0.1%</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Value}{(IsShare ? "%" : "")}");
}
