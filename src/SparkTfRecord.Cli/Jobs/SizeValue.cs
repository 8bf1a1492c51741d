using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SparkTfRecord.Cli.Jobs;

/// <summary>A number of bytes: plain, or with a unit. MiB and the like count in 1024, MB in 1000; a single letter is Spark's and counts in 1024.</summary>
sealed class SizeValue : JobValue
{
    static readonly string[] s_letters = ["K", "M", "G", "T"];

    public override string Placeholder => "SIZE";

    public override string Expected => "a size such as 128MiB, 1GB or a number of bytes";

    public override JsonNode? Read(Written written) =>
        (written.TextOf(JsonValueKind.Number) ?? written.TextOf(JsonValueKind.String)) is { } text && TryParse(text, out var bytes) ? bytes : null;

    public override JsonObject Schema() => new()
    {
        ["anyOf"] = new JsonArray(
            new JsonObject { ["type"] = "integer", ["minimum"] = 1 },
            new JsonObject { ["type"] = "string", ["pattern"] = @"^\s*[0-9]+(\.[0-9]+)?\s*([kKmMgGtT]([iI]?[bB])?|[bB])?\s*$" },
            new JsonObject { ["$ref"] = "#/$defs/placeholder" }),
    };

    public override string Show(JsonNode value)
    {
        var bytes = (long)value;
        for (var i = s_letters.Length; i > 0; i--)
        {
            if (bytes % (1L << (10 * i)) == 0)
                return $"{bytes >> (10 * i)}{s_letters[i - 1]}iB";
        }
        return bytes.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The bytes that a text names; whole and at least 1.</summary>
    public static bool TryParse(string text, out long bytes)
    {
        text = text.Trim();
        var digits = text.AsSpan().TrimEnd("kKmMgGtTiIbB ");
        var exact = decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && Unit(text[digits.Length..].Trim()) is { } unit
            && number <= long.MaxValue / unit
                ? number * unit
                : 0;
        bytes = exact == decimal.Truncate(exact) ? (long)exact : 0;
        return bytes > 0;
    }

    static long? Unit(string unit)
    {
        unit = unit.ToUpperInvariant();
        if (unit is "" or "B")
            return 1;
        var power = Array.IndexOf(s_letters, unit[..1]) + 1;
        return (power, unit[1..]) switch
        {
            (0, _) => null,
            (_, "" or "IB") => 1L << (10 * power),
            (_, "B") => (long)Math.Pow(1000, power),
            _ => null,
        };
    }
}
