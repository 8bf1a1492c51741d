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
    /// <exception cref="PlanException">Variables that are not set.</exception>
    public static Job Resolve(Job job, Func<string, string?> environment)
    {
        var json = JsonSerializer.SerializeToNode(job, PlanningJson.Default.Job)!;
        var missing = new SortedSet<string>(StringComparer.Ordinal);
        var resolved = WithStrings(json, text => Pattern().Replace(text, m =>
        {
            if (!m.Groups[1].Success)
                return "${";
            var name = m.Groups[1].Value;
            if (name.StartsWith(Environment, StringComparison.Ordinal) && environment(name[Environment.Length..]) is { } value)
                return value;
            missing.Add(m.Value);
            return m.Value;
        }));
        return missing.Count == 0
            ? resolved.Deserialize(PlanningJson.Default.Job)!
            : throw new PlanException([.. missing.Select(m => $"{m} in the job: the environment variable is not set.")]);
    }

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
