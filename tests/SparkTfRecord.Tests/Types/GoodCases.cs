using Apache.Arrow;
using Apache.Arrow.Types;

namespace SparkTfRecord.Tests.Types;

/// <summary>Every row of README's tables of types, nulls and empties, with every option, as columns of one table of three rows.</summary>
static class GoodCases
{
    const string Integers = "int8, int16, int32, int64, uint8, uint16, uint32";
    const string Lists = "list, large_list, fixed_size_list of the above";

    static readonly ListType s_ints = new(Int64Type.Default);
    static readonly ListType s_nested = new(s_ints);
    static readonly StructType s_user = Struct(("age", Int32Type.Default), ("name", StringType.Default));
    static readonly MapType s_map = new(new Field("key", StringType.Default, false), new Field("value", Int64Type.Default, true));
    static readonly TimestampType s_utc = new(TimeUnit.Microsecond, "UTC");

    // Spark's VectorUDT, as Spark writes it.
    static readonly StructType s_vector = Struct(
        ("type", Int8Type.Default), ("size", Int32Type.Default), ("indices", new ListType(Int32Type.Default)), ("values", new ListType(DoubleType.Default)));

    public static IReadOnlyList<TypeCase> All { get; } =
    [
        new("bool", "bool", BooleanType.Default, "[true, false, null]", "", """{ "bool int64": [[1], [0], null] }"""),

        new(Integers, "int8", Int8Type.Default, "[-128, 127, null]", "", """{ "int8 int64": [[-128], [127], null] }"""),
        new(Integers, "int16", Int16Type.Default, "[-32768, 32767, null]", "", """{ "int16 int64": [[-32768], [32767], null] }"""),
        new(Integers, "int32", Int32Type.Default, "[-2147483648, 2147483647, null]", "", """{ "int32 int64": [[-2147483648], [2147483647], null] }"""),
        new(Integers, "int64", Int64Type.Default, """["-9223372036854775808", "9223372036854775807", null]""", "", """{ "int64 int64": [[-9223372036854775808], [9223372036854775807], null] }"""),
        new(Integers, "uint8", UInt8Type.Default, "[0, 255, null]", "", """{ "uint8 int64": [[0], [255], null] }"""),
        new(Integers, "uint16", UInt16Type.Default, "[0, 65535, null]", "", """{ "uint16 int64": [[0], [65535], null] }"""),
        new(Integers, "uint32", UInt32Type.Default, "[0, 4294967295, null]", "", """{ "uint32 int64": [[0], [4294967295], null] }"""),

        new("uint64", "uint64", UInt64Type.Default, """[0, "9223372036854775807", null]""", "", """{ "uint64 int64": [[0], [9223372036854775807], null] }"""),
        new("uint64", "uint64_text", UInt64Type.Default, """[0, "18446744073709551615", null]""", """ "uint64_text": { "as": "text" } """, """{ "uint64_text bytes": [["0"], ["18446744073709551615"], null] }"""),

        new("float16, float", "float16", HalfFloatType.Default, """[1.5, "NaN", null]""", "", """{ "float16 float": [[1.5], ["NaN"], null] }"""),
        new("float16, float", "float", FloatType.Default, """["-Infinity", "-0", 0.1]""", "", """{ "float float": [["-Infinity"], ["-0"], [0.1]] }"""),

        // 2^24 + 1 lies between two floats, of which 2^24 is even.
        new("double", "double", DoubleType.Default, """[16777217, "-Infinity", null]""", "", """{ "double float": [[16777216], ["-Infinity"], null] }"""),
        new("double", "double_text", DoubleType.Default, "[0.1, -2, null]", """ "double_text": { "as": "text" } """, """{ "double_text bytes": [["0.1"], ["-2"], null] }"""),
        new("double", "double_raw", DoubleType.Default, "[0.1, 0.5, null]", """ "double_raw": { "as": "raw" } """, """{ "double_raw bytes": [[{ "base64": "mpmZmZmZuT8=" }], [{ "base64": "AAAAAAAA4D8=" }], null] }"""),

        new("decimal", "decimal", new Decimal128Type(9, 2), """["0.10", "-12345.67", null]""", "", """{ "decimal float": [[0.1], [-12345.67], null] }"""),
        new("decimal", "decimal_int64", new Decimal128Type(9, 2), """["0.10", "-12345.67", null]""", """ "decimal_int64": { "as": "int64" } """, """{ "decimal_int64 int64": [[10], [-1234567], null] }"""),
        new("decimal", "decimal_text", new Decimal128Type(38, 10), """["0.1000000000", "-1234567890123456789012345678.0000000001", null]""", """ "decimal_text": { "as": "text" } """,
            """{ "decimal_text bytes": [["0.1000000000"], ["-1234567890123456789012345678.0000000001"], null] }"""),

        new("string, large_string", "string", StringType.Default, """["a", "größe", null]""", "", """{ "string bytes": [["a"], ["größe"], null] }"""),
        new("string, large_string", "large_string", LargeStringType.Default, """["", "長", null]""", "", """{ "large_string bytes": [[""], ["長"], null] }"""),
        new("binary, large_binary, fixed_size_binary", "binary", BinaryType.Default, """["AP8=", "", null]""", "", """{ "binary bytes": [[{ "base64": "AP8=" }], [""], null] }"""),
        new("binary, large_binary, fixed_size_binary", "large_binary", LargeBinaryType.Default, """["AP8=", "/w==", null]""", "", """{ "large_binary bytes": [[{ "base64": "AP8=" }], [{ "base64": "/w==" }], null] }"""),
        new("binary, large_binary, fixed_size_binary", "fixed_size_binary", new FixedSizeBinaryType(2), """["AP8=", "/wA=", null]""", "", """{ "fixed_size_binary bytes": [[{ "base64": "AP8=" }], [{ "base64": "/wA=" }], null] }"""),

        // 2026-11-24 is day 20781, and 2024-02-29 day 19782.
        new("date", "date", Date32Type.Default, "[20781, -1, null]", "", """{ "date int64": [[20781], [-1], null] }"""),
        new("date", "date_text", Date32Type.Default, "[19782, -1, null]", """ "date_text": { "as": "text" } """, """{ "date_text bytes": [["2024-02-29"], ["1969-12-31"], null] }"""),
        new("timestamp", "timestamp", s_utc, """["1795478400000001", -1, null]""", "", """{ "timestamp int64": [[1795478400000001], [-1], null] }"""),
        new("timestamp", "timestamp_s", s_utc, """["1795478400000000", -1000000, null]""", """ "timestamp_s": { "unit": "s" } """, """{ "timestamp_s int64": [[1795478400], [-1], null] }"""),
        new("timestamp", "timestamp_ms", new TimestampType(TimeUnit.Millisecond, (string?)null), """["1795478400001", -1, null]""", """ "timestamp_ms": { "unit": "ms" } """, """{ "timestamp_ms int64": [[1795478400001], [-1], null] }"""),
        new("timestamp", "timestamp_ns", s_utc, """["1795478400000001", -1, null]""", """ "timestamp_ns": { "unit": "ns" } """, """{ "timestamp_ns int64": [[1795478400000001000], [-1000], null] }"""),
        new("timestamp", "timestamp_text", s_utc, """["1795478400000001", -1, null]""", """ "timestamp_text": { "as": "text" } """,
            """{ "timestamp_text bytes": [["2026-11-24T00:00:00.000001Z"], ["1969-12-31T23:59:59.999999Z"], null] }"""),
        new("time, duration", "time32", new Time32Type(TimeUnit.Millisecond), "[0, 86399999, null]", "", """{ "time32 int64": [[0], [86399999000], null] }"""),
        new("time, duration", "time64", new Time64Type(TimeUnit.Microsecond), "[0, 86399000000, null]", """ "time64": { "unit": "s" } """, """{ "time64 int64": [[0], [86399], null] }"""),
        new("time, duration", "duration", DurationType.FromTimeUnit(TimeUnit.Nanosecond), "[-1000, 5000, null]", "", """{ "duration int64": [[-1], [5], null] }"""),

        new("dictionary", "dictionary", new DictionaryType(Int32Type.Default, StringType.Default, false), """["b", "a", null]""", "", """{ "dictionary bytes": [["b"], ["a"], null] }"""),

        new(Lists, "list", s_ints, "[[1, -2], [], null]", "", """{ "list int64": [[1, -2], [], null] }"""),
        new(Lists, "large_list", new LargeListType(StringType.Default), """[["a", ""], [], null]""", "", """{ "large_list bytes": [["a", ""], [], null] }"""),
        new(Lists, "fixed_size_list", new FixedSizeListType(FloatType.Default, 2), "[[1.5, 2], [-1, 0], null]", "", """{ "fixed_size_list float": [[1.5, 2], [-1, 0], null] }"""),
        new(Lists, "list_text", new ListType(DoubleType.Default), "[[0.1, 2], [], null]", """ "list_text": { "as": "text" } """, """{ "list_text bytes": [["0.1", "2"], [], null] }"""),
        new(Lists, "length", s_ints, "[[1, 2], [3, 4], [5, 6]]", """ "length": { "length": 2 } """, """{ "length int64": [[1, 2], [3, 4], [5, 6]] }"""),

        new("list of lists", "ragged", s_nested, "[[[1, 2], [], [3]], [], null]", """ "ragged": { "nested": "ragged" } """,
            """{ "ragged/ragged_flat_values int64": [[1, 2, 3], [], null], "ragged/ragged_row_lengths_0 int64": [[2, 0, 1], [], null] }"""),
        new("list of lists", "flatten", s_nested, "[[[1, 2], [], [3]], [], null]", """ "flatten": { "nested": "flatten" } """, """{ "flatten int64": [[1, 2, 3], [], null] }"""),
        // TensorProto: dtype 9 (int64), shape {dim, dim}, tensor_content.
        new("list of lists", "tensor", s_nested, "[[[1, 2], [3, 4]], [[5, 6]], null]", """ "tensor": { "nested": "tensor" } """,
            """{ "tensor bytes": [[{ "base64": "CAkSCBICCAISAggCIiABAAAAAAAAAAIAAAAAAAAAAwAAAAAAAAAEAAAAAAAAAA==" }], [{ "base64": "CAkSCBICCAESAggCIhAFAAAAAAAAAAYAAAAAAAAA" }], null] }"""),
        new("list of lists", "lists_json", s_nested, "[[[1, 2], []], [], null]", """ "lists_json": { "as": "json" } """, """{ "lists_json bytes": [["[[1,2],[]]"], ["[]"], null] }"""),

        new("struct", "user", s_user, """[{ "age": 1, "name": "a" }, { "age": null, "name": "b" }, null]""", "", """{ "user/age int64": [[1], null, null], "user/name bytes": [["a"], ["b"], null] }"""),
        new("struct", "struct_json", s_user, """[{ "age": 1, "name": "a" }, { "age": null, "name": "b" }, null]""", """ "struct_json": { "as": "json" } """,
            """{ "struct_json bytes": [["{\"age\":1,\"name\":\"a\"}"], ["{\"age\":null,\"name\":\"b\"}"], null] }"""),
        new("struct", "renamed", s_user, """[{ "age": 1, "name": "a" }, { "age": 2, "name": "b" }, null]""", """ "years": { "column": "renamed.age" } """,
            """{ "years int64": [[1], [2], null], "renamed/name bytes": [["a"], ["b"], null] }"""),
        new("list of structs", "users", new ListType(s_user), """[[{ "age": 1, "name": "a" }, { "age": 2, "name": "b" }], [], null]""", "",
            """{ "users/age int64": [[1, 2], [], null], "users/name bytes": [["a", "b"], [], null] }"""),
        new("list of structs", "users_json", new ListType(s_user), """[[{ "age": 1, "name": "a" }], [], null]""", """ "users_json": { "as": "json" } """, """{ "users_json bytes": [["[{\"age\":1,\"name\":\"a\"}]"], ["[]"], null] }"""),
        new("map", "map", s_map, """[[["b", 1], ["a", 2]], [], null]""", "", """{ "map/keys bytes": [["b", "a"], [], null], "map/values int64": [[1, 2], [], null] }"""),
        new("map", "map_json", s_map, """[[["b", 1], ["a", 2]], [], null]""", """ "map_json": { "as": "json" } """, """{ "map_json bytes": [["{\"b\":1,\"a\":2}"], ["{}"], null] }"""),

        new("Spark ML Vector", "vector", s_vector, Vectors, "",
            """{ "vector/indices int64": [[0, 1], [2], null], "vector/values float": [[1.5, 2.5], [7], null], "vector/size int64": [[2], [4], null] }"""),
        new("Spark ML Vector", "dense", s_vector, Vectors, """ "dense": { "vector": "dense" } """, """{ "dense float": [[1.5, 2.5], [0, 0, 7, 0], null] }"""),
        new("null", "nothing", NullType.Default, "[null, null, null]", "", "{}"),

        new("null", "default_number", Int64Type.Default, "[1, null, null]", """ "default_number": { "null": { "default": 0 } } """, """{ "default_number int64": [[1], [0], [0]] }"""),
        new("null", "default_text", StringType.Default, """["a", null, null]""", """ "default_text": { "null": { "default": "?" } } """, """{ "default_text bytes": [["a"], ["?"], ["?"]] }"""),
        new("null", "indicator", FloatType.Default, "[1.5, null, null]", """ "indicator": { "null": "indicator" } """, """{ "indicator float": [[1.5], null, null], "indicator/missing int64": [[0], [1], [1]] }"""),
        new("null", "not_null", Int64Type.Default, "[1, 2, 3]", """ "not_null": { "null": "fail" } """, """{ "not_null int64": [[1], [2], [3]] }"""),
        new("an empty list", "empty", s_ints, "[[1], [], null]", """ "empty": { "empty": "missing" } """, """{ "empty int64": [[1], null, null] }"""),
        new("a null inside a list", "drop", s_ints, "[[1, null], [null], null]", """ "drop": { "nullElement": "drop" } """, """{ "drop int64": [[1], [], null] }"""),
        new("a null inside a list", "value", s_ints, "[[1, null], [null], null]", """ "value": { "nullElement": { "value": 0 } } """, """{ "value int64": [[1, 0], [0], null] }"""),
        new("a null inside a list", "flat_drop", s_nested, "[[[1, null], [2]], [], null]", """ "flat_drop": { "nested": "flatten", "nullElement": "drop" } """, """{ "flat_drop int64": [[1, 2], [], null] }"""),

        new("Checks", "truncated", s_ints, "[[1, 2, 3], [4], null]", """ "truncated": { "maxLength": 2, "tooLong": "truncate" } """, """{ "truncated int64": [[1, 2], [4], null] }"""),
        new("Checks", "checked", FloatType.Default, "[0, 1, null]", """ "checked": { "min": 0, "max": 1, "finite": true, "oneOf": [0, 1] } """, """{ "checked float": [[0], [1], null] }"""),
    ];

    // A dense one has neither size nor indices.
    const string Vectors = """
        [{ "type": 1, "size": null, "indices": null, "values": [1.5, 2.5] }, { "type": 0, "size": 4, "indices": [2], "values": [7] }, null]
        """;

    static StructType Struct(params (string Name, IArrowType Type)[] fields) => new([.. fields.Select(f => new Field(f.Name, f.Type, true))]);
}
