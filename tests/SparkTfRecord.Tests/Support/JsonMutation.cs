using System.Text;
using System.Text.Json.Nodes;

namespace SparkTfRecord.Tests.Support;

/// <summary>Random damage to JSON that leaves it JSON: what parsers let through and what comes behind them must stand.</summary>
static class JsonMutation
{
    static readonly string[] s_values =
    [
        "null", "true", "-1", "0", "0.5", "9223372036854775807", "9223372036854775808", "1e400", "\"\"", "\"x\"", "\"../x\"", "\"a/b\"", "\"\\u0000\"", "\"SURROGATE\"",
        "\"${x}\"", "\"${env:SPARKTFRECORD_NOT_SET}\"", "\"'; x = '\"", "\"\\u001b[2J\\n\"", "[]", "{}", "[null]", "[[]]", "{\"x\":null}", "{\"\":{}}", $"\"{new string('y', 3000)}\"",
    ];

    /// <summary>A copy with one to three values replaced, left out, doubled or put in each other's place; now and then its bytes are damaged instead.</summary>
    public static byte[] Of(byte[] original, Random random)
    {
        if (random.Next(4) == 0)
            return Mutation.Of(original, random);
        var root = JsonNode.Parse(original, documentOptions: new() { CommentHandling = System.Text.Json.JsonCommentHandling.Skip, AllowTrailingCommas = true })!;
        for (var n = random.Next(1, 4); n > 0; n--)
            Damage(root, random);
        return Encoding.UTF8.GetBytes(root.ToJsonString().Replace("SURROGATE", "\\ud800", StringComparison.Ordinal));
    }

    static void Damage(JsonNode root, Random random)
    {
        var places = Places(root).ToList();
        if (places.Count == 0)
            return;
        var (parent, key) = places[random.Next(places.Count)];
        var value = random.Next(5) == 0 ? At(places[random.Next(places.Count)])?.DeepClone() : JsonNode.Parse(s_values[random.Next(s_values.Length)]);
        switch (parent, random.Next(5))
        {
            case (JsonObject members, 0):
                members.Remove((string)key);
                break;
            case (JsonObject members, 1):
                members[$"{key}_"] = value;
                break;
            case (JsonObject members, _):
                members[(string)key] = value;
                break;
            case (JsonArray items, 0):
                items.RemoveAt((int)key);
                break;
            case (JsonArray items, 1):
                items.Add(items[(int)key]?.DeepClone());
                break;
            case (JsonArray items, _):
                items[(int)key] = value;
                break;
        }
    }

    static JsonNode? At((JsonNode Parent, object Key) place) => place.Parent is JsonObject members ? members[(string)place.Key] : place.Parent[(int)place.Key];

    static IEnumerable<(JsonNode Parent, object Key)> Places(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(m => Places(m.Value).Prepend((members, m.Key))),
        JsonArray items => items.Index().SelectMany(i => Places(i.Item).Prepend((items, (object)i.Index))),
        _ => [],
    };
}
