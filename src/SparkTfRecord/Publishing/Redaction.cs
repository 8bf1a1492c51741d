using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SparkTfRecord.Planning;

namespace SparkTfRecord.Publishing;

/// <summary>Keeps secrets out of the manifest. What counts as one is Spark's own rule, the default of <c>spark.redaction.regex</c>.</summary>
static partial class Redaction
{
    // Spark writes the same text.
    const string Redacted = "*********(redacted)";

    /// <summary>A job as the manifest tells it: without what does not change the data set, and without secrets. <c>${env:…}</c> was never resolved.</summary>
    public static JsonElement OfJob(Job job)
    {
        var node = JsonSerializer.SerializeToNode(job with { Engine = new(), Verify = false }, PlanningJson.Default.Job)!;
        Redact(node);
        using var document = JsonDocument.Parse(node.ToJsonString());
        return document.RootElement.Clone();
    }

    /// <summary>A path or other text: passwords of a URI, and values given to a secret's name as in <c>token=…</c>, are replaced.</summary>
    public static string OfText(string text) => SecretOfUri().Replace(SecretAssignment().Replace(text, "$1" + Redacted), "//" + Redacted + "@");

    static void Redact(JsonNode node)
    {
        if (node is JsonObject members)
            foreach (var (name, value) in members.ToList())
                members[name] = Of(name, value);
        else if (node is JsonArray items)
            for (var i = 0; i < items.Count; i++)
                if (Of("", items[i]) is var item && item != items[i]) // an array refuses even its own item
                    items[i] = item;
    }

    // A secret's name over a whole section is a feature called "token", say: what is in it is looked at by its own names.
    static JsonNode? Of(string name, JsonNode? value)
    {
        if (value is JsonValue text && text.GetValueKind() == JsonValueKind.String)
            return SecretName().IsMatch(name) ? Redacted : OfText(text.GetValue<string>());
        if (value is not null)
            Redact(value);
        return value;
    }

    [GeneratedRegex("secret|password|token|access[.]?key", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SecretName();

    [GeneratedRegex(@"([^\s?&;=/]*(?:secret|password|token|access[.]?key)[^\s?&;=/]*=)[^\s&;/]+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SecretAssignment();

    [GeneratedRegex("//[^/@:\\s]*:[^/@\\s]*@")]
    private static partial Regex SecretOfUri();
}
