using System.Text.Json;
using System.Text.Json.Nodes;
using SparkTfRecord.Cli.Jobs;
using SparkTfRecord.Planning;

namespace SparkTfRecord.Cli.Output;

/// <summary>Writes a job as a job file to start from: every key with its value and what it does.</summary>
static class JobFileWriter
{
    /// <summary>Writes the file.</summary>
    public static void Write(TextWriter writer, Job job)
    {
        var json = JsonSerializer.SerializeToNode(job, PlanningJson.Default.Job)!.AsObject();
        WriteObject(writer, json, "", "");
        writer.WriteLine();
    }

    static void WriteObject(TextWriter writer, JsonObject json, string pattern, string indent)
    {
        writer.WriteLine("{");
        var last = json.Count - 1;
        foreach (var (name, value) in json)
        {
            var inner = pattern.Length == 0 ? name : $"{pattern}.{name}";
            writer.Write($"{indent}  {Text(name)}: ");
            var key = JobKeys.Find(inner);
            if (value is JsonObject { Count: > 0 } o)
                WriteObject(writer, o, JobKeys.HasKeysBelow(inner) ? inner : $"{pattern}.*", indent + "  ");
            else
                writer.Write(Text(key?.Value is SizeValue size ? size.Show(value!) : value));
            writer.Write(last-- > 0 ? "," : "");
            writer.WriteLine(key is null ? "" : $"  // {key.Help}");
        }
        writer.Write($"{indent}}}");
    }

    static string Text(JsonNode? node)
    {
        using var buffer = new StringWriter();
        ResultJson.WriteNode(buffer, node!, indented: false);
        return buffer.ToString().TrimEnd();
    }
}
