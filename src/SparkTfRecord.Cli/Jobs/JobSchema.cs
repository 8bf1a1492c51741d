using System.Text.Json.Nodes;

namespace SparkTfRecord.Cli.Jobs;

/// <summary>The JSON Schema of a job file, for editors.</summary>
static class JobSchema
{
    /// <summary>The schema, draft 2020-12.</summary>
    public static JsonObject Make()
    {
        var schema = Object("");
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "title", "A SparkTfRecord job");
        schema["properties"]!.AsObject().Insert(0, "$schema", new JsonObject { ["type"] = "string" });
        schema["$defs"] = new JsonObject
        {
            ["placeholder"] = new JsonObject { ["type"] = "string", ["pattern"] = @"^\$\{[^{}]+\}$", ["description"] = "Filled by --set NAME=VALUE" },
        };
        return schema;
    }

    static JsonObject Object(string path)
    {
        var schema = new JsonObject { ["type"] = "object" };
        var names = JobKeys.NamesBelow(path).ToList();
        if (names is ["*"])
        {
            schema["additionalProperties"] = Property($"{path}.*");
            return schema;
        }
        schema["properties"] = new JsonObject(names.Select(n => KeyValuePair.Create(n, (JsonNode?)Property(path.Length == 0 ? n : $"{path}.{n}"))));
        schema["additionalProperties"] = false;
        return schema;
    }

    static JsonObject Property(string path)
    {
        if (JobKeys.Find(path) is not { } key)
            return Object(path);
        var value = key.Value.Schema();
        var unset = JobKeys.DefaultOf(key) is not { } standard;
        var schema = unset ? new JsonObject { ["anyOf"] = new JsonArray(value, new JsonObject { ["type"] = "null" }) } : value;
        schema["description"] = key.Help;
        schema["default"] = JobKeys.DefaultOf(key)?.DeepClone();
        return schema;
    }
}
