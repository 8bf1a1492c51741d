using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace SparkTfRecord.Planning;

/// <summary>
/// <c>${name}</c> in a job's strings. Most are filled when the job is read; <c>${env:NAME}</c> stays as it is in plans and manifests, so that no secret is
/// stored, until <see cref="Resolve"/>. <c>$${</c> stands for the two characters themselves.
/// </summary>
static partial class Placeholders
{
    /// <summary>What the names of environment variables begin with.</summary>
    public const string Environment = "env:";

    /// <summary>Fills in every <c>${name}</c> that has a value; the others, and <c>$${</c>, stay.</summary>
    /// <param name="text">Text with placeholders.</param>
    /// <param name="value">The value of a name, or null.</param>
    public static string Fill(string text, Func<string, string?> value) =>
        Pattern().Replace(text, m => m.Groups[1].Success && value(m.Groups[1].Value) is { } found ? Escape(found) : m.Value);

    /// <summary>A text that <see cref="Resolve"/> gives back unchanged.</summary>
    public static string Escape(string text) => text.Replace("${", "$${", StringComparison.Ordinal);

    /// <summary>The job with its environment variables filled in: what runs, and must not be stored.</summary>
    /// <exception cref="PlanException">Variables that are not set, or stand where the data set would tell what they hold.</exception>
    public static Job Resolve(Job job, Func<string, string?> environment)
    {
        var json = JsonSerializer.SerializeToNode(job, PlanningJson.Default.Job)!;
        var problems = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var (feature, wish) in json["features"]!.AsObject())
            RefuseVariables(feature, wish, problems);
        var resolved = WithStrings(json, text => Pattern().Replace(text, m =>
        {
            if (!m.Groups[1].Success)
                return "${";
            var name = m.Groups[1].Value;
            if (name.StartsWith(Environment, StringComparison.Ordinal) && environment(name[Environment.Length..]) is { } value)
                return value;
            problems.Add($"{m.Value} in the job: the environment variable is not set.");
            return m.Value;
        }));
        return problems.Count == 0 ? resolved.Deserialize(PlanningJson.Default.Job)! : throw new PlanException([.. problems]);
    }

    // What becomes of a feature's values is part of the data set, and so are defaults and bounds.
    static void RefuseVariables(string feature, JsonNode? wish, SortedSet<string> problems) => WithStrings(wish, text => Pattern().Replace(text, m =>
    {
        if (m.Groups[1].Value.StartsWith(Environment, StringComparison.Ordinal))
            problems.Add($"features.{feature}: what {m.Value} holds would be stored in the manifest; write the value itself, or fill it in with --set.");
        return m.Value;
    }));

    static JsonNode? WithStrings(JsonNode? node, Func<string, string> text) => node switch
    {
        JsonObject o => new JsonObject(o.Select(p => KeyValuePair.Create(p.Key, WithStrings(p.Value, text)))),
        JsonArray a => new JsonArray([.. a.Select(item => WithStrings(item, text))]),
        JsonValue v when v.TryGetValue(out string? s) => JsonValue.Create(text(s)),
        _ => node?.DeepClone(),
    };

    [GeneratedRegex(@"\$\$\{|\$\{([^{}]*)\}")]
    private static partial Regex Pattern();
}
