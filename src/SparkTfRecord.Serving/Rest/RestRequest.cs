using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SparkTfRecord.Serving.Models;
using SparkTfRecord.Serving.Protos;

namespace SparkTfRecord.Serving.Rest;

/// <summary>A request as TensorFlow Serving's REST interface takes it.</summary>
/// <param name="Path">The path on the server, such as /v1/models/boston:predict.</param>
/// <param name="Body">The JSON that is posted.</param>
sealed record RestRequest(string Path, string Body)
{
    static readonly JsonWriterOptions s_readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The request of a log; null for a kind that REST does not have: multi-inference, and what no server replays.</summary>
    /// <exception cref="InvalidDataException">A tensor is damaged.</exception>
    public static RestRequest? Of(PredictionLog log) => log.LogTypeCase switch
    {
        PredictionLog.LogTypeOneofCase.PredictLog => Of(log.PredictLog.Request?.ModelSpec, "predict", json => Inputs(json, log.PredictLog.Request)),
        PredictionLog.LogTypeOneofCase.ClassifyLog => Of(log.ClassifyLog.Request?.ModelSpec, "classify", json => Examples(json, log.ClassifyLog.Request?.Input)),
        PredictionLog.LogTypeOneofCase.RegressLog => Of(log.RegressLog.Request?.ModelSpec, "regress", json => Examples(json, log.RegressLog.Request?.Input)),
        _ => null,
    };

    static RestRequest Of(ModelSpec? spec, string verb, Action<Utf8JsonWriter> body)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, s_readable))
        {
            json.WriteStartObject();
            json.WriteString("signature_name", spec?.SignatureName is { Length: > 0 } name ? name : ModelSignature.Default);
            body(json);
            json.WriteEndObject();
        }
        var version = spec?.Version is { } number ? $"/versions/{number}" : spec?.VersionLabel is { Length: > 0 } label ? $"/labels/{Uri.EscapeDataString(label)}" : "";
        return new($"/v1/models/{Uri.EscapeDataString(spec?.Name ?? "")}{version}:{verb}", Encoding.UTF8.GetString(bytes.WrittenSpan));
    }

    static void Inputs(Utf8JsonWriter json, PredictRequest? request)
    {
        json.WriteStartObject("inputs");
        foreach (var (name, tensor) in request?.Inputs.OrderBy(i => i.Key, StringComparer.Ordinal) ?? Enumerable.Empty<KeyValuePair<string, TensorProto>>())
        {
            json.WritePropertyName(name);
            TensorJson.Write(json, tensor);
        }
        json.WriteEndObject();
    }

    static void Examples(Utf8JsonWriter json, Input? input)
    {
        if (input?.ExampleListWithContext?.Context is { } context)
        {
            json.WritePropertyName("context");
            Features(json, context);
        }
        json.WriteStartArray("examples");
        foreach (var example in input?.ExampleListWithContext?.Examples ?? input?.ExampleList?.Examples ?? [])
            Features(json, example);
        json.WriteEndArray();
    }

    static void Features(Utf8JsonWriter json, Example example)
    {
        json.WriteStartObject();
        foreach (var (name, feature) in example.Features?.Feature.OrderBy(f => f.Key, StringComparer.Ordinal) ?? Enumerable.Empty<KeyValuePair<string, Feature>>())
        {
            json.WritePropertyName(name);
            Values(json, feature.KindCase switch
            {
                Feature.KindOneofCase.Int64List => [.. feature.Int64List.Value.Select(JsonTokens.Number)],
                Feature.KindOneofCase.FloatList => [.. feature.FloatList.Value.Select(JsonTokens.Float)],
                _ => [.. feature.BytesList?.Value.Select(JsonTokens.Text) ?? []],
            });
        }
        json.WriteEndObject();
    }

    // One value stands alone, as in the server's documentation.
    static void Values(Utf8JsonWriter json, List<string> values)
    {
        if (values.Count != 1)
            json.WriteStartArray();
        foreach (var value in values)
            json.WriteRawValue(value, skipInputValidation: true);
        if (values.Count != 1)
            json.WriteEndArray();
    }
}
