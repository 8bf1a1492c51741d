using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SparkTfRecord.Planning;

/// <summary>What becomes of rows that cannot be converted.</summary>
sealed record BadRowOptions
{
    /// <summary>What becomes of such a row; default: the job fails.</summary>
    public BadRowPolicy Policy { get; init; } = BadRowPolicy.Fail;

    /// <summary>Most rows that may be passed over before the job fails; null: any number.</summary>
    public BadRowLimit? Max { get; init; }
}

/// <summary>What becomes of a row that cannot be converted.</summary>
enum BadRowPolicy
{
    /// <summary>The job fails and says which row it was.</summary>
    Fail,

    /// <summary>The row is left out and counted.</summary>
    Skip,

    /// <summary>The row is left out, counted, and kept in a Parquet file with the reason.</summary>
    Quarantine,
}

/// <summary>A number of rows, or a share of all rows in per cent. In JSON a number or a text such as <c>"0.1%"</c>.</summary>
[JsonConverter(typeof(BadRowLimitConverter))]
readonly record struct BadRowLimit
{
    BadRowLimit(decimal value, bool isShare) => (Value, IsShare) = (value, isShare);

    /// <summary>Rows, or per cent of all rows.</summary>
    public decimal Value { get; }

    /// <summary>Whether <see cref="Value"/> is a share.</summary>
    public bool IsShare { get; }

    /// <summary>Reads <c>100</c> or <c>0.1%</c>; null when the text is neither.</summary>
    public static BadRowLimit? Parse(string text)
    {
        var isShare = text.EndsWith('%');
        return decimal.TryParse(isShare ? text[..^1] : text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            && (isShare ? value <= 100 : value == decimal.Truncate(value) && value <= long.MaxValue)
                ? new(value, isShare)
                : null;
    }

    /// <summary>Most bad rows among so many.</summary>
    public long Among(long rows) => (long)(IsShare ? Math.Floor(rows * Value / 100) : Value);

    /// <summary>As <see cref="Parse"/> reads it.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Value}{(IsShare ? "%" : "")}");
}

/// <summary>Writes <see cref="BadRowLimit"/> as a number or a text.</summary>
sealed class BadRowLimitConverter : JsonConverter<BadRowLimit>
{
    /// <inheritdoc/>
    public override BadRowLimit Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        BadRowLimit.Parse(reader.TokenType == JsonTokenType.Number ? reader.GetDecimal().ToString(CultureInfo.InvariantCulture) : reader.GetString()!)
            ?? throw new JsonException("max is a number of rows, or a share such as \"0.1%\".");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, BadRowLimit value, JsonSerializerOptions options)
    {
        if (value.IsShare)
            writer.WriteStringValue(value.ToString());
        else
            writer.WriteNumberValue(value.Value);
    }
}
