using System.Text.Json;
using System.Text.RegularExpressions;
using Apache.Arrow;
using Apache.Arrow.Types;

namespace SparkTfRecord.Spark.Session;

/// <summary>Spark's schemas, which it writes as JSON, in the Arrow types in which Spark sends their columns (ArrowUtils.scala).</summary>
static partial class SparkSchema
{
    /// <summary>The Arrow schema of a table.</summary>
    /// <param name="json">What <c>schema.json()</c> says.</param>
    /// <param name="timeZone">The session's time zone, that of timestamps with one.</param>
    /// <exception cref="NotSupportedException">Spark cannot send a column.</exception>
    public static Schema ToArrow(string json, string timeZone)
    {
        using var document = JsonDocument.Parse(json);
        return new Schema(Fields(document.RootElement, timeZone), metadata: null);
    }

    static Field[] Fields(JsonElement structType, string zone) => [.. structType.GetProperty("fields").EnumerateArray().Select(f => Field(f, zone))];

    static Field Field(JsonElement field, string zone)
    {
        var name = field.GetProperty("name").GetString()!;
        var type = Type(field.GetProperty("type"), zone);
        if (type is null)
            Throw.NoArrowType(name, field.GetProperty("type").ToString());
        return new Field(name, type, field.GetProperty("nullable").GetBoolean());
    }

    static IArrowType? Type(JsonElement type, string zone)
    {
        if (type.ValueKind == JsonValueKind.String)
            return Atomic(type.GetString()!, zone);
        return type.GetProperty("type").GetString() switch
        {
            "struct" => new StructType(Fields(type, zone)),
            "array" when Type(type.GetProperty("elementType"), zone) is { } element =>
                new ListType(new Field("element", element, type.GetProperty("containsNull").GetBoolean())),
            "map" when Type(type.GetProperty("keyType"), zone) is { } key && Type(type.GetProperty("valueType"), zone) is { } value =>
                new MapType(new Field("key", key, false), new Field("value", value, type.GetProperty("valueContainsNull").GetBoolean())),
            "udt" => Type(type.GetProperty("sqlType"), zone),
            _ => null,
        };
    }

    static IArrowType? Atomic(string type, string zone) => type switch
    {
        "boolean" => BooleanType.Default,
        "byte" => Int8Type.Default,
        "short" => Int16Type.Default,
        "integer" => Int32Type.Default,
        "long" => Int64Type.Default,
        "float" => FloatType.Default,
        "double" => DoubleType.Default,
        "binary" => BinaryType.Default,
        "date" => Date32Type.Default,
        "timestamp" => new TimestampType(TimeUnit.Microsecond, zone),
        "timestamp_ntz" => new TimestampType(TimeUnit.Microsecond, (string?)null),
        "void" => NullType.Default,
        "variant" => new StructType([new Field("value", BinaryType.Default, false), new Field("metadata", BinaryType.Default, false)]),
        _ when type.StartsWith("interval year", StringComparison.Ordinal) || type.StartsWith("interval month", StringComparison.Ordinal) => IntervalType.YearMonth,
        _ when type.StartsWith("interval ", StringComparison.Ordinal) => DurationType.Microsecond,
        _ when type.StartsWith("time(", StringComparison.Ordinal) => new Time64Type(TimeUnit.Nanosecond),
        _ when type.StartsWith("string", StringComparison.Ordinal) || type.StartsWith("char(", StringComparison.Ordinal) || type.StartsWith("varchar(", StringComparison.Ordinal) =>
            StringType.Default,
        _ when Decimal().Match(type) is { Success: true } d => new Decimal128Type(Number(d, 1), Number(d, 2)),
        _ => null,
    };

    static int Number(Match match, int group) => int.Parse(match.Groups[group].ValueSpan, System.Globalization.CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^decimal\((\d+),\s*(-?\d+)\)$")]
    private static partial Regex Decimal();
}
