using Apache.Arrow.Types;

namespace SparkTfRecord.Tests.Types;

/// <summary>What a row can have wrong: each column has a good value and a bad one.</summary>
static class BadCases
{
    static readonly ListType s_ints = new(Int64Type.Default);

    public static IReadOnlyList<TypeCase> All { get; } =
    [
        new("uint64", "uint64", UInt64Type.Default, """[0, "9223372036854775808"]""", "", "the number is above the largest int64, 9223372036854775807"),
        new("double", "double", DoubleType.Default, "[0, 1e39]", "", "the number is beyond the range of float (±3.4028235E+38)"),
        new("decimal", "decimal", new Decimal256Type(40, 0), """["0", "1000000000000000000000000000000000000000"]""", "", "the number is beyond the range of float (±3.4028235E+38)"),
        new("timestamp", "timestamp", new TimestampType(TimeUnit.Microsecond, "UTC"), "[1000, 1001]", """ "timestamp": { "unit": "ms" } """, "the value is not whole in ms"),
        new("time, duration", "duration", DurationType.FromTimeUnit(TimeUnit.Nanosecond), "[1000, 1001]", "", "the value is not whole in us"),
        new("list of lists", "tensor", new ListType(s_ints), "[[], [[1], [2, 3]]]", """ "tensor": { "nested": "tensor" } """, "lists in the list have 1 and 2 values: no tensor"),
        new("list of lists", "null_list", new ListType(s_ints), "[[], [[1], null]]", """ "null_list": { "nested": "flatten" } """, "a list in the list is null, which a feature cannot say"),
        new("null", "required", Int64Type.Default, "[0, null]", """ "required": { "null": "fail" } """, "the value is null, and the feature's null policy is fail"),
        new("null", "required_list", s_ints, "[[], null]", """ "required_list": { "null": "fail" } """, "the value is null, and the feature's null policy is fail"),
        new("a null inside a list", "element", s_ints, "[[], [1, null]]", "", "an element of the list is null, which a feature cannot say"),
        new("Checks", "length", s_ints, "[[1, 2], [1]]", """ "length": { "length": 2 } """, "the list has a wrong number of values"),
        new("Checks", "maxLength", s_ints, "[[1, 2], [1, 2, 3]]", """ "maxLength": { "maxLength": 2 } """, "the list has a wrong number of values"),
        new("Checks", "same", s_ints, "[[3, 4], [3]]", "", "the list is not as long as another"), // as that of length
        new("Checks", "min", Int64Type.Default, "[0, -1]", """ "min": { "min": 0 } """, "the value is below the minimum, 0"),
        new("Checks", "max", s_ints, "[[], [1, 2]]", """ "max": { "max": 1 } """, "the value is above the maximum, 1"),
        new("Checks", "finite", FloatType.Default, """[0, "NaN"]""", """ "finite": { "finite": true } """, "the value is not finite"),
        new("Checks", "oneOf", StringType.Default, """["a", "c"]""", """ "oneOf": { "oneOf": ["a", "b"] } """, "the value is none of the 2 that oneOf allows"),
    ];
}
