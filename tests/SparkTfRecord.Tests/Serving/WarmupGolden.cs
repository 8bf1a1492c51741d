using System.Text.Json;
using SparkTfRecord.Records;
using SparkTfRecord.Serving.Protos;
using SparkTfRecord.Tests.Support;

namespace SparkTfRecord.Tests.Serving;

/// <summary>The warm-up files that TensorFlow's own APIs wrote.</summary>
static class WarmupGolden
{
    public static string PathOf(string file) => Golden.Path($"warmup/{file}/tf_serving_warmup_requests");

    /// <summary>The requests of a file, such as good/seed-predict.</summary>
    public static IReadOnlyList<PredictionLog> Read(string file) => Parse(File.ReadAllBytes(PathOf(file)));

    /// <summary>The requests in a file's bytes.</summary>
    public static IReadOnlyList<PredictionLog> Parse(byte[] content)
    {
        using var reader = new TfRecordReader(new MemoryStream(content), Codec.None, "warm-up");
        var logs = new List<PredictionLog>();
        while (reader.Read())
            logs.Add(PredictionLog.Parser.ParseFrom(reader.Record.Span));
        return logs;
    }

    /// <summary>What good.json says about a record.</summary>
    public static JsonElement Log(string file, int record)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(Golden.Path("warmup/good.json")));
        return json.RootElement.GetProperty("files").GetProperty(file).GetProperty("logs")[record].Clone();
    }
}
