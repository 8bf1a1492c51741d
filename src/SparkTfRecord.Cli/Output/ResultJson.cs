using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace SparkTfRecord.Cli.Output;

/// <summary>The results that <c>--json</c> prints: names in camel case, one line.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(FailureJson))]
[JsonSerializable(typeof(ConvertJson))]
[JsonSerializable(typeof(PlanJson))]
[JsonSerializable(typeof(VerifyJson))]
[JsonSerializable(typeof(WarmupJson))]
[JsonSerializable(typeof(WarmupCheckJson))]
sealed partial class ResultJson : JsonSerializerContext
{
    static readonly JavaScriptEncoder s_readable = JavaScriptEncoder.UnsafeRelaxedJsonEscaping; // not for HTML

    /// <summary>Writes one line.</summary>
    public static void Write<T>(TextWriter writer, T result, JsonTypeInfo<T> type)
    {
        WriteNode(writer, JsonSerializer.SerializeToNode(result, type)!, indented: false);
        writer.Flush();
    }

    /// <summary>Writes a JSON value and an end of line.</summary>
    public static void WriteNode(TextWriter writer, JsonNode node, bool indented)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new() { Indented = indented, Encoder = s_readable }))
            node.WriteTo(json);
        writer.WriteLine(System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
    }
}

/// <summary>What went wrong.</summary>
sealed record FailureJson(int ExitCode, IReadOnlyList<string> Errors);

/// <summary>What a conversion made.</summary>
sealed record ConvertJson(
    int ExitCode, string Path, bool Written, long Rows, long Records, long Bytes, IReadOnlyList<string> Shards, IReadOnlyList<BadRowCount> BadRows,
    IReadOnlyList<string> Quarantine, IReadOnlyList<SplitResult> Splits, int WarmupRequests, double Seconds, IReadOnlyList<string> Warnings);

/// <summary>What a conversion would make.</summary>
sealed record PlanJson(
    int ExitCode, long Rows, IReadOnlyList<FeatureJson> Features, int Shards, int Tasks, string Engine, IReadOnlyList<string> Warnings);

/// <summary>What a verification found.</summary>
sealed record VerifyJson(int ExitCode, int Files, long Records, long Bytes, double Seconds, IReadOnlyList<string> Errors);

/// <summary>What a warm-up file was made of.</summary>
sealed record WarmupJson(int ExitCode, string Path, int Requests, int Rows, long Bytes, IReadOnlyList<string> Warnings);

/// <summary>What a check of a warm-up file found.</summary>
sealed record WarmupCheckJson(int ExitCode, string Path, int Requests, IReadOnlyList<string> Faults);

/// <summary>How one column becomes a feature.</summary>
sealed record FeatureJson(string Column, string Type, string Feature, string Kind, string Values, string Notes);
