using System.Text.Json;
using System.Text.Json.Serialization;
using Apache.Arrow.Types;

namespace SparkTfRecord.Planning;

/// <summary>Time units as jobs, manifests and Arrow's type names write them: s, ms, us, ns.</summary>
sealed class TimeUnitWord : JsonConverter<TimeUnit>
{
    public static string Of(TimeUnit unit) => unit switch
    {
        TimeUnit.Second => "s",
        TimeUnit.Millisecond => "ms",
        TimeUnit.Microsecond => "us",
        _ => "ns",
    };

    public override TimeUnit Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString() switch
    {
        "s" => TimeUnit.Second,
        "ms" => TimeUnit.Millisecond,
        "us" => TimeUnit.Microsecond,
        "ns" => TimeUnit.Nanosecond,
        var word => throw new JsonException($"'{word}' is no time unit; s, ms, us and ns are."),
    };

    public override void Write(Utf8JsonWriter writer, TimeUnit value, JsonSerializerOptions options) => writer.WriteStringValue(Of(value));
}
