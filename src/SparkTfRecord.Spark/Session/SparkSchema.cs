using System.Text.Json;
using System.Text.RegularExpressions;
using Apache.Arrow;
using Apache.Arrow.Types;
using SparkTfRecord.Planning;

namespace SparkTfRecord.Spark.Session;

/// <summary>Spark's schemas, which it writes as JSON, in the Arrow types in which Spark sends their columns (ArrowUtils.scala).</summary>
static partial class SparkSchema
{
    /// <summary>The Arrow schema of a table; a column that Spark cannot send has no type there, and a fault.</summary>
    /// <param name="json">What <c>schema.json()</c> says.</param>
    public static (Schema Schema, IReadOnlyDictionary<string, string> Faults) ToArrow(string json)
    {
        using var document = JsonDocument.Parse(json);
        var faults = new Dictionary<string, string>();
        var columns = new List<Field>();
        foreach (var field in document.RootElement.GetProperty("fields").EnumerateArray())
        {
            var name = field.GetProperty("name").GetString()!;
            var column = Field(field);
            if (column is null)
                faults[name] = Problem.NotSent(name, field.GetProperty("type").ToString());
            columns.Add(column ?? new(name, NullType.Default, nullable: true));
        }
        return (new(columns, metadata: null), faults);
    }

    static Field? Field(JsonElement field) =>
        Type(field.GetProperty("type")) is { } type ? new(field.GetProperty("name").GetString()!, type, field.GetProperty("nullable").GetBoolean()) : null;

    static StructType? Struct(JsonElement type)
    {
        var fields = type.GetProperty("fields").EnumerateArray().Select(Field).ToList();
        return fields.Contains(null) ? null : new(fields!);
    }

    static IArrowType? Type(JsonElement type)
    {
        if (type.ValueKind == JsonValueKind.String)
            return Atomic(type.GetString()!);
        return type.GetProperty("type").GetString() switch
        {
            "struct" => Struct(type),
            "array" when Type(type.GetProperty("elementType")) is { } element =>
                new ListType(new Field("element", element, type.GetProperty("containsNull").GetBoolean())),
            "map" when Type(type.GetProperty("keyType")) is { } key && Type(type.GetProperty("valueType")) is { } value =>
                new MapType(new Field("key", key, false), new Field("value", value, type.GetProperty("valueContainsNull").GetBoolean())),
            "udt" => Type(type.GetProperty("sqlType")),
            _ => null,
        };
    }

    static IArrowType? Atomic(string type) => type switch
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
        "timestamp" => new TimestampType(TimeUnit.Microsecond, "UTC"),
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
