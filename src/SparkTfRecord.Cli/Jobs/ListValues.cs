using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SparkTfRecord.Cli.Jobs;

/// <summary>Several texts. Typed: one option each, or names with commas between them; what begins with [ is a JSON array.</summary>
sealed class TextsValue(string placeholder, bool commas = true) : JobValue
{
    public override string Placeholder => placeholder;

    public override string Expected => "an array of strings";

    public override JsonNode? Read(Written written) => written.Kind switch
    {
        JsonValueKind.Array when written.Items.All(i => i.Kind == JsonValueKind.String) =>
            new JsonArray([.. written.Items.Select(i => JsonValue.Create(i.Text))]),
        JsonValueKind.String when written.Loose => Read(FromTyped([written.Text], written.Where)),
        _ => null,
    };

    public override JsonObject Schema() =>
        OrPlaceholder(new() { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "string" } });

    public override Written FromTyped(IReadOnlyList<string> values, string option) => !commas
        ? Written.Typed(values, option)
        : Lists.AsJson(values, option) ?? Written.Typed(values.SelectMany(Lists.Split), option);
}

/// <summary>Groups of names: an array of them, or an array of such arrays. Typed: one option a group.</summary>
sealed class GroupsValue(string placeholder) : JobValue
{
    readonly TextsValue _group = new(placeholder);

    public override string Placeholder => placeholder;

    public override string Expected => "an array of strings, or an array of such arrays";

    public override JsonNode? Read(Written written)
    {
        if (_group.Read(written) is { } single)
            return written.Items.Count == 0 ? single : new JsonArray(single);
        var groups = written.Items.Select(_group.Read).ToList();
        return written.Kind != JsonValueKind.Array || groups.Contains(null) ? null : new JsonArray([.. groups]);
    }

    public override JsonObject Schema() => new()
    {
        ["anyOf"] = new JsonArray(_group.Schema(), new JsonObject { ["type"] = "array", ["items"] = _group.Schema() }),
    };

    public override Written FromTyped(IReadOnlyList<string> values, string option)
    {
        if (Lists.AsJson(values, option) is { } json)
            return json;
        var groups = Written.Typed([], option);
        groups.Items.AddRange(values.Select(v => Written.Typed(Lists.Split(v), option)));
        return groups;
    }
}

/// <summary>Several whole numbers.</summary>
sealed class WholesValue(string placeholder, int min, long max = int.MaxValue) : JobValue
{
    public override string Placeholder => placeholder;

    public override string Expected => $"an array of whole numbers of at least {min}";

    public override JsonNode? Read(Written written)
    {
        if (written.Loose && written.Kind == JsonValueKind.String)
            return Read(FromTyped([written.Text], written.Where));
        if (written.Kind != JsonValueKind.Array)
            return null;
        var numbers = written.Items.Select(i => long.TryParse(i.TextOf(JsonValueKind.Number), out var n) && n >= min && n <= max ? n : (long?)null).ToList();
        return numbers.Contains(null) ? null : new JsonArray([.. numbers.Select(n => JsonValue.Create(n!.Value))]);
    }

    public override JsonObject Schema() =>
        OrPlaceholder(new() { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "integer", ["minimum"] = min } });

    public override Written FromTyped(IReadOnlyList<string> values, string option) =>
        Lists.AsJson(values, option) ?? Written.Typed(values.SelectMany(Lists.Split), option);
}

/// <summary>A number of rows to sample, or an array of chosen rows.</summary>
sealed class RowsValue : JobValue
{
    readonly WholeValue _count = new(1);
    readonly WholesValue _chosen = new("", 0, long.MaxValue);

    public override string Placeholder => "N|[ROW,…]";

    public override string Expected => "a number of rows to sample, or an array of 0-based rows";

    public override JsonNode? Read(Written written) =>
        written.Kind == JsonValueKind.Array || written.Text.AsSpan().ContainsAny(',', '[') ? _chosen.Read(written) : _count.Read(written);

    public override JsonObject Schema() => new() { ["anyOf"] = new JsonArray(_count.Schema(), _chosen.Schema()) };

    public override Written FromTyped(IReadOnlyList<string> values, string option) => Lists.AsJson(values, option) ?? base.FromTyped(values, option);

    public override string Show(JsonNode value) => value.ToJsonString();
}

/// <summary>How lists are typed.</summary>
static class Lists
{
    /// <summary>The items between commas.</summary>
    public static IEnumerable<string> Split(string value) => value.Split(',', StringSplitOptions.TrimEntries);

    /// <summary>The array, when a single value is written as JSON.</summary>
    public static Written? AsJson(IReadOnlyList<string> values, string option) =>
        values is [['[', ..] json] ? JobFile.Parse(option, Encoding.UTF8.GetBytes(json)) : null;
}
