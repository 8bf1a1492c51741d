using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Apache.Arrow.Types;
using SparkTfRecord.Serving.Protos;
using SparkTfRecord.Tests.Support;

namespace SparkTfRecord.Tests.Types;

/// <summary>
/// The cases as one Parquet file, a column each, and the job for it, for any engine: <see cref="Write"/> makes both in a directory, <see cref="Expected"/> is what must come of it.
/// Column <c>row</c> tells the rows apart, for engines that keep no order.
/// </summary>
/// <param name="cases">The cases.</param>
/// <param name="rows">Number of rows.</param>
/// <param name="sameLength">What the job's <c>sameLength</c> says.</param>
sealed class TypeTable(IReadOnlyList<TypeCase> cases, int rows, string sameLength = "[]")
{
    /// <summary>All cases that can be converted.</summary>
    public static TypeTable Good { get; } = new(GoodCases.All, 3);

    /// <summary>All that a row can have wrong: row i for case i, and a last one that is good.</summary>
    public static TypeTable Bad { get; } = new(
        [.. BadCases.All.Select((c, i) => c with { Values = Repeated(JsonNode.Parse(c.Values)!, i, BadCases.All.Count + 1) })], BadCases.All.Count + 1, """[["length", "same"]]""");

    /// <summary>All that cannot be.</summary>
    public static TypeTable Impossible { get; } = new(ImpossibleCases.All, 1);

    /// <summary>The cases.</summary>
    public IReadOnlyList<TypeCase> Cases => cases;

    /// <summary>Makes <c>in.parquet</c> and <c>job.json</c>.</summary>
    /// <returns>The job file, whose output is <c>out</c> beside it, one shard.</returns>
    public string Write(string directory)
    {
        var input = Path.Combine(directory, "in.parquet");
        JsonColumn.WriteParquet(
            input, [("row", Int64Type.Default, [.. Enumerable.Range(0, rows).Select(i => JsonValue.Create(i))]), .. cases.Select(c => (c.Name, c.Type, JsonNode.Parse(c.Values)!.AsArray()))]);
        var job = Path.Combine(directory, "job.json");
        File.WriteAllText(job, $$"""
            {
              "input": { "paths": ["{{input}}"] },
              "output": { "path": "{{Path.Combine(directory, "out")}}", "shards": 1 },
              "sameLength": {{sameLength}},
              "features": { {{string.Join(", ", cases.Select(c => c.Features).Where(f => f.Length > 0))}} },
            }
            """);
        return job;
    }

    /// <summary>For each row the features that its record must hold, as <see cref="Show"/> shows them.</summary>
    public IReadOnlyList<string> Expected => [.. Enumerable.Range(0, rows).Select(row => Lines(
        cases.SelectMany(c => JsonNode.Parse(c.Expected)!.AsObject()).Append(new("row int64", new JsonArray([.. Enumerable.Range(0, rows).Select(i => new JsonArray(i))])))
            .Where(f => f.Value![row] is not null).Select(f => $"{f.Key} {string.Join(", ", f.Value![row]!.AsArray().Select(v => Text(v!, f.Key.Split(' ')[1])))}")))];

    /// <summary>A record as Google.Protobuf reads it: a line for each feature, with its kind and values.</summary>
    public static string Show(byte[] record) => Lines(Example.Parser.ParseFrom(record).Features.Feature.Select(f => f.Value.KindCase switch
    {
        Feature.KindOneofCase.Int64List => $"{f.Key} int64 {string.Join(", ", f.Value.Int64List.Value.Select(v => v.ToString(CultureInfo.InvariantCulture)))}",
        Feature.KindOneofCase.FloatList => $"{f.Key} float {string.Join(", ", f.Value.FloatList.Value.Select(Text))}",
        _ => $"{f.Key} bytes {string.Join(", ", f.Value.BytesList.Value.Select(v => v.ToBase64()))}",
    }));

    static string Lines(IEnumerable<string> features) => string.Join('\n', features.Order(StringComparer.Ordinal));

    static string Text(JsonNode value, string kind) => kind switch
    {
        "float" => Text(float.Parse(value.ToString(), CultureInfo.InvariantCulture)),
        "bytes" => value is JsonObject bytes ? bytes["base64"]!.ToString() : Convert.ToBase64String(Encoding.UTF8.GetBytes(value.ToString())),
        _ => value.ToString(),
    };

    static string Text(float value) => value.ToString(CultureInfo.InvariantCulture);

    static string Repeated(JsonNode pair, int badRow, int rows) =>
        new JsonArray([.. Enumerable.Range(0, rows).Select(row => pair[row == badRow ? 1 : 0]?.DeepClone())]).ToJsonString();
}
