using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using SparkTfRecord.Cli.Jobs;
using SparkTfRecord.Planning;

namespace SparkTfRecord.Tests.Cli;

public sealed class JobKeysTests
{
    [Fact]
    public void Keys_AreTheJobsProperties() => Assert.Equal(Leaves(PlanningJson.Default.Job, ""), JobKeys.All.Select(k => k.Path).Order());

    [Fact]
    public void Options_AreUnique()
    {
        var options = JobKeys.All.SelectMany(k => k.Aliases.Append(k.Option)).ToList();

        Assert.Equal(options.Count, options.Distinct().Count());
        Assert.Contains("--output-shard-size", options);
    }

    [Fact]
    public void Schema_DescribesEveryKey()
    {
        var schema = JobSchema.Make();

        Assert.Equal("https://json-schema.org/draft/2020-12/schema", (string?)schema["$schema"]);
        Assert.All(JobKeys.All, key =>
        {
            var property = key.Path.Split('.').Aggregate((JsonNode)schema, (node, name) => name == "*" ? node["additionalProperties"]! : node["properties"]![name]!);
            Assert.Equal(key.Help, (string?)property["description"]);
        });
        Assert.False((bool)schema["properties"]!["output"]!["additionalProperties"]!);
        Assert.Equal("data", (string?)schema["properties"]!["output"]!["properties"]!["name"]!["default"]);
    }

    // Names of all values below a type, in the order of their text; dictionaries count as "*".
    static IEnumerable<string> Leaves(JsonTypeInfo type, string path)
    {
        if (type.Kind == JsonTypeInfoKind.Dictionary)
            return Leaves(type.Options.GetTypeInfo(type.ElementType!), path + ".*");
        return type.Kind == JsonTypeInfoKind.Object
            ? type.Properties.SelectMany(p => Leaves(type.Options.GetTypeInfo(p.PropertyType), path.Length == 0 ? p.Name : $"{path}.{p.Name}")).Order()
            : [path];
    }
}
