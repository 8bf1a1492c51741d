using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using SparkTfRecord.Planning;

namespace SparkTfRecord.Cli.Jobs;

/// <summary>A type of value that job keys have: how it is read, from a job file or from what was typed, and how the schema describes it.</summary>
abstract class JobValue
{
    /// <summary>What stands for the value in the help.</summary>
    public abstract string Placeholder { get; }

    /// <summary>What a message says was expected.</summary>
    public abstract string Expected { get; }

    /// <summary>The value as the job's JSON holds it, or null when it is none of this type.</summary>
    public abstract JsonNode? Read(Written written);

    /// <summary>The JSON Schema of the value.</summary>
    public abstract JsonObject Schema();

    /// <summary>What was typed after an option, once or several times.</summary>
    public virtual Written FromTyped(IReadOnlyList<string> values, string option) => Written.Typed(values[^1], option);

    /// <summary>A value for people, in the help.</summary>
    public virtual string Show(JsonNode value) => value is JsonArray items ? string.Join(',', items.Select(i => i!.ToString())) : value.ToString();

    /// <summary>A schema that lets a placeholder stand for a number or a flag too.</summary>
    protected static JsonObject OrPlaceholder(JsonObject schema) =>
        new() { ["anyOf"] = new JsonArray(schema, new JsonObject { ["$ref"] = "#/$defs/placeholder" }) };
}

/// <summary>Any text.</summary>
sealed class TextValue(string placeholder = "TEXT") : JobValue
{
    public override string Placeholder => placeholder;

    public override string Expected => "a string";

    public override JsonNode? Read(Written written) => written.Kind == JsonValueKind.String ? written.Text : null;

    public override JsonObject Schema() => new() { ["type"] = "string" };
}

/// <summary>One of a few words, in any case; other programs' words for the same are understood.</summary>
sealed class WordValue(string placeholder, string[] words, params (string Theirs, string Ours)[] synonyms) : JobValue
{
    /// <summary>Our words.</summary>
    public IReadOnlyList<string> Words => words;

    public override string Placeholder => placeholder;

    public override string Expected => words.Length == 1 ? $"'{words[0]}'" : $"{string.Join(", ", words[..^1])} or {words[^1]}";

    public override JsonNode? Read(Written written)
    {
        if (written.Kind != JsonValueKind.String)
            return null;
        var word = synonyms.FirstOrDefault(s => Same(s.Theirs, written.Text)).Ours ?? written.Text;
        return words.FirstOrDefault(w => Same(w, word));
    }

    public override JsonObject Schema() =>
        OrPlaceholder(new() { ["enum"] = new JsonArray([.. words.Concat(synonyms.Select(s => s.Theirs)).Select(w => JsonValue.Create(w))]) });

    static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}

/// <summary>A whole number.</summary>
sealed class WholeValue(int min, int max = int.MaxValue) : JobValue
{
    public override string Placeholder => "N";

    public override string Expected => max == int.MaxValue ? $"a whole number of at least {min}" : $"a whole number, {min} to {max}";

    public override JsonNode? Read(Written written) =>
        int.TryParse(written.TextOf(JsonValueKind.Number), out var value) && value >= min && value <= max ? value : null;

    public override JsonObject Schema()
    {
        var schema = new JsonObject { ["type"] = "integer", ["minimum"] = min };
        if (max != int.MaxValue)
            schema["maximum"] = max;
        return OrPlaceholder(schema);
    }
}

/// <summary>true or false.</summary>
sealed class FlagValue : JobValue
{
    public override string Placeholder => "";

    public override string Expected => "true or false";

    public override JsonNode? Read(Written written) => written.Kind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => bool.TryParse(written.TextOf(JsonValueKind.True), out var value) ? value : null,
    };

    public override JsonObject Schema() => OrPlaceholder(new() { ["type"] = "boolean" });
}

/// <summary>A number of rows, or a share of them in per cent.</summary>
sealed class LimitValue : JobValue
{
    public override string Placeholder => "N|N%";

    public override string Expected => "a number of rows such as 100, or a share of them such as \"0.1%\"";

    public override JsonNode? Read(Written written) =>
        (written.TextOf(JsonValueKind.Number) ?? written.TextOf(JsonValueKind.String)) is { } text && BadRowLimit.Parse(text) is { } limit
            ? JsonSerializer.SerializeToNode(limit, PlanningJson.Default.BadRowLimit)
            : null;

    public override JsonObject Schema() => new()
    {
        ["anyOf"] = new JsonArray(
            new JsonObject { ["type"] = "integer", ["minimum"] = 0 },
            new JsonObject { ["type"] = "string", ["pattern"] = @"^[0-9]+(\.[0-9]+)?%?$" },
            new JsonObject { ["$ref"] = "#/$defs/placeholder" }),
    };
}

/// <summary>A part of one.</summary>
sealed class ShareValue : JobValue
{
    public override string Placeholder => "SHARE";

    public override string Expected => "a share such as 0.8";

    public override JsonNode? Read(Written written) =>
        decimal.TryParse(written.TextOf(JsonValueKind.Number), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share) && share is > 0 and <= 1 ? share : null;

    public override JsonObject Schema() => OrPlaceholder(new() { ["type"] = "number", ["exclusiveMinimum"] = 0, ["maximum"] = 1 });
}
