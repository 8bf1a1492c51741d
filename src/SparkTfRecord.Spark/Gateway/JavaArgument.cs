using System.Globalization;

namespace SparkTfRecord.Spark.Gateway;

/// <summary>A value on its way to Java: null, Boolean, Integer, Long, Double, String, byte[] or an object that lives there.</summary>
/// <remarks>Py4J widens int to long by itself, but never int to double: a method that takes a double needs a double.</remarks>
readonly struct JavaArgument
{
    readonly string? _text;

    JavaArgument(string text) => _text = text;

    /// <summary>Java's null.</summary>
    public static JavaArgument Null => default;

    /// <summary>The value in Py4J's words.</summary>
    public override string ToString() => _text ?? $"{Py4J.Null}";

    public static implicit operator JavaArgument(bool value) => new(value ? "btrue" : "bfalse");

    public static implicit operator JavaArgument(int value) => new(string.Create(CultureInfo.InvariantCulture, $"{Py4J.Integer}{value}"));

    public static implicit operator JavaArgument(long value) => new(string.Create(CultureInfo.InvariantCulture, $"{Py4J.Long}{value}"));

    public static implicit operator JavaArgument(double value) => new(string.Create(CultureInfo.InvariantCulture, $"{Py4J.Double}{value:R}"));

    public static implicit operator JavaArgument(string? value) => value is null ? default : new(Py4J.String + Py4J.Escape(value));

    public static implicit operator JavaArgument(byte[]? value) => value is null ? default : new(Py4J.Bytes + Convert.ToBase64String(value));

    public static implicit operator JavaArgument(JavaObject? value) => value is null ? default : new(Py4J.Reference + value.Id);
}
