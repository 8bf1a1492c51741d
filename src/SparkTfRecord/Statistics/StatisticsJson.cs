using System.Numerics;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SparkTfRecord.Statistics;

/// <summary>The JSON of statistics, in files and in reports.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(DataSetStatistics))]
[JsonSerializable(typeof(FeatureStatistics))]
[JsonSerializable(typeof(string))]
sealed partial class StatisticsJson : JsonSerializerContext
{
    static StatisticsJson? s_instance;

    /// <summary>Writes names in other scripts as they are, for people.</summary>
    public static StatisticsJson Instance => s_instance ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}

/// <summary>A whole number of any size, as JSON allows.</summary>
sealed class WholeNumberConverter : JsonConverter<BigInteger>
{
    const int LongestText = 64; // of 2^63 squares of 64-bit integers: 57 digits

    public override BigInteger Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var number = JsonDocument.ParseValue(ref reader);
        var text = number.RootElement.GetRawText();
        return text.Length <= LongestText && BigInteger.TryParse(text, System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new JsonException();
    }

    public override void Write(Utf8JsonWriter writer, BigInteger value, JsonSerializerOptions options) =>
        writer.WriteRawValue(Encoding.UTF8.GetBytes(value.ToString(System.Globalization.CultureInfo.InvariantCulture)), skipInputValidation: true);
}
