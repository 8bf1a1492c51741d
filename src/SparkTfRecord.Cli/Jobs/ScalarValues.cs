using System.Text.Json;
using System.Text.Json.Nodes;

namespace SparkTfRecord.Cli.Jobs;

/// <summary>A value of a feature, a number or a text; jobs hold its text.</summary>
sealed class ScalarValue : JobValue
{
    public override string Placeholder => "VALUE";

    public override string Expected => "a number or a string";

    public override JsonNode? Read(Written written) => written.Kind is JsonValueKind.String or JsonValueKind.Number ? written.Text : null;

    public override JsonObject Schema() => new() { ["type"] = new JsonArray("number", "string") };
}

/// <summary>Several values of a feature.</summary>
sealed class ScalarsValue : JobValue
{
    readonly ScalarValue _value = new();

    public override string Placeholder => "VALUES";

    public override string Expected => "an array of numbers or strings";

    public override JsonNode? Read(Written written)
    {
        if (written.Loose && written.Kind == JsonValueKind.String)
            return Read(FromTyped([written.Text], written.Where));
        var values = written.Items.Select(_value.Read).ToList();
        return written.Kind != JsonValueKind.Array || values.Contains(null) ? null : new JsonArray([.. values]);
    }

    public override JsonObject Schema() => OrPlaceholder(new() { ["type"] = "array", ["items"] = _value.Schema() });

    public override Written FromTyped(IReadOnlyList<string> values, string option) =>
        Lists.AsJson(values, option) ?? Written.Typed(values.SelectMany(Lists.Split), option);
}

/// <summary>A word, or an object with one value, such as <c>{ "default": 0 }</c>; typed <c>default:0</c>.</summary>
sealed class WordOrOneValue(string placeholder, string[] words, string name) : JobValue
{
    readonly WordValue _word = new(placeholder, words);
    readonly ScalarValue _value = new();

    public override string Placeholder => placeholder;

    public override string Expected => $"{string.Join(", ", words)} or {{ \"{name}\": value }}";

    public override JsonNode? Read(Written written)
    {
        if (written.Kind == JsonValueKind.Object)
            return written.Members.Count == 1 && written.Members.TryGetValue(name, out var value) && _value.Read(value) is { } read ? new JsonObject { [name] = read } : null;
        return written.Loose && written.Kind == JsonValueKind.String && written.Text.StartsWith(name + ":", StringComparison.Ordinal)
            ? new JsonObject { [name] = written.Text[(name.Length + 1)..] }
            : _word.Read(written);
    }

    public override JsonObject Schema() => new()
    {
        ["anyOf"] = new JsonArray(_word.Schema(), new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject { [name] = _value.Schema() },
            ["required"] = new JsonArray(name),
            ["additionalProperties"] = false,
        }),
    };
}
