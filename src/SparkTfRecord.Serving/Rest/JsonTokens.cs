using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Google.Protobuf;

namespace SparkTfRecord.Serving.Rest;

/// <summary>Values as TensorFlow Serving writes them in JSON.</summary>
static class JsonTokens
{
    /// <summary>A number in the shortest digits that read back the same. JSON has no NaN and no infinity, but the server takes these words.</summary>
    public static string Number<T>(T value) where T : INumber<T> =>
        T.IsNaN(value) ? "NaN"
        : T.IsInfinity(value) ? (T.IsPositive(value) ? "Infinity" : "-Infinity")
        : value.ToString(null, CultureInfo.InvariantCulture);

    /// <summary>A number that the server takes for a float also where nothing says that it is one.</summary>
    public static string Float(float value) => Number(value) is var text && text.AsSpan().ContainsAny(".ENI") ? text : text + ".0";

    /// <summary>Text as a string, other bytes as the server's {"b64": …}.</summary>
    public static string Text(ByteString value) => Utf8.IsValid(value.Span)
        ? $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(Encoding.UTF8.GetString(value.Span))}\""
        : $$"""{"b64":"{{value.ToBase64()}}"}""";
}
