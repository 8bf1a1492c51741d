using System.Globalization;
using SparkTfRecord.Examples;

namespace SparkTfRecord.Serving.Rows;

/// <summary>What a column's rows look like to an input tensor.</summary>
/// <param name="Kind">Whole numbers, floating point numbers or strings.</param>
/// <param name="IsList">True when a row holds any number of values.</param>
/// <param name="Width">Values a row when that is known: 1 for a scalar, n for a fixed-size list; null for other lists.</param>
readonly record struct ColumnForm(FeatureKind Kind, bool IsList, int? Width)
{
    /// <summary>The form of a column of a type in Arrow's words; null when no input can take it.</summary>
    public static ColumnForm? Of(string type)
    {
        if (Argument(type, "dictionary") is { } value)
            return Of(value);
        if ((Argument(type, "list") ?? Argument(type, "large_list") ?? Argument(type, "list_view")) is { } item)
            return Of(item) is { IsList: false } scalar ? scalar with { IsList = true, Width = null } : null;
        if (Argument(type, "fixed_size_list") is { } fixedItem)
        {
            var width = int.Parse(type.AsSpan(type.LastIndexOf('[') + 1).TrimEnd(']'), CultureInfo.InvariantCulture);
            return Of(fixedItem) is { IsList: false } scalar ? scalar with { IsList = true, Width = width } : null;
        }
        return KindOf(type) is { } kind ? new(kind, false, 1) : null;
    }

    // The T of name<T>.
    static string? Argument(string type, string name) =>
        type.StartsWith(name, StringComparison.Ordinal) && type.Length > name.Length && type[name.Length] == '<'
            ? type[(name.Length + 1)..type.LastIndexOf('>')]
            : null;

    static FeatureKind? KindOf(string type) => type.Split(['[', '(', '<'], 2)[0] switch
    {
        "bool" or "int8" or "int16" or "int32" or "int64" or "uint8" or "uint16" or "uint32" or "uint64" => FeatureKind.Int64,
        "date32" or "date64" or "time32" or "time64" or "timestamp" or "duration" => FeatureKind.Int64,
        "float16" or "halffloat" or "float" or "float32" or "double" or "float64" => FeatureKind.Float,
        "decimal32" or "decimal64" or "decimal128" or "decimal256" => FeatureKind.Float,
        "string" or "utf8" or "large_string" or "large_utf8" or "string_view" or "utf8_view" => FeatureKind.Bytes,
        "binary" or "large_binary" or "binary_view" or "fixed_size_binary" => FeatureKind.Bytes,
        _ => null,
    };
}
