using Apache.Arrow.Types;

namespace SparkTfRecord.Tests.Types;

/// <summary>What no column of a type can become.</summary>
static class ImpossibleCases
{
    static readonly ListType s_ints = new(Int64Type.Default);

    public static IReadOnlyList<TypeCase> All { get; } =
    [
        new("list of lists", "lists", new ListType(s_ints), "[null]", "", "Column 'lists': list<list<int64>>, lists in lists, has no one mapping; choose nested ragged, flatten or tensor, or as json, or drop it with --exclude lists."),
        new("string, large_string", "text", StringType.Default, "[null]", """ "text": { "as": "int64" } """, "Column 'text': string cannot be written as int64; possible: text."),
        new("decimal", "wide", new Decimal128Type(19, 2), "[null]", """ "wide": { "as": "int64" } """, "Column 'wide': decimal128(19, 2) cannot be written as int64; possible: float, text."),
        new("timestamp", "unit", Int64Type.Default, "[null]", """ "unit": { "unit": "s" } """, "Column 'unit': unit s is for timestamps, times and durations that are written as numbers, not for int64; leave it out."),
        new("list of lists", "nested", s_ints, "[null]", """ "nested": { "nested": "tensor" } """, "Column 'nested': nested is for lists in lists, not for list<int64>; leave it out."),
        new("list of lists", "ragged_drop", new ListType(s_ints), "[null]", """ "ragged_drop": { "nested": "ragged", "nullElement": "drop" } """,
            "features.ragged_drop.nullElement: values that are left out would be missing from the rows of nested ragged, whose lengths are those of the lists; correct them upstream, or choose flatten."),
        new("list of lists", "ragged_cut", new ListType(s_ints), "[null]", """ "ragged_cut": { "nested": "ragged", "maxLength": 1, "tooLong": "truncate" } """,
            "features.ragged_cut.tooLong: values that are left out would be missing from the rows of nested ragged, whose lengths are those of the lists; correct them upstream, or choose flatten."),
        new("Spark ML Vector", "vector", s_ints, "[null]", """ "vector": { "vector": "dense" } """, "Column 'vector': vector is for Spark ML vectors, not for list<int64>; leave it out."),
        new("null", "list_default", s_ints, "[null]", """ "list_default": { "null": { "default": 0 } } """, "features.list_default.null.default: a list has no default; leave it missing, or fill it upstream."),
        new("double", "raw_default", DoubleType.Default, "[null]", """ "raw_default": { "as": "raw", "null": { "default": 0 } } """,
            "features.raw_default.null.default: the values of as raw have no text; leave it out, or fill and filter upstream."),
        new("double", "raw_element", new ListType(DoubleType.Default), "[null]", """ "raw_element": { "as": "raw", "nullElement": { "value": 0 } } """,
            "features.raw_element.nullElement.value: the values of as raw have no text; leave it out, or fill and filter upstream."),
        new("double", "raw_oneOf", DoubleType.Default, "[null]", """ "raw_oneOf": { "as": "raw", "oneOf": [1.5] } """,
            "features.raw_oneOf.oneOf: the values of as raw have no text; leave it out, or fill and filter upstream."),
        new("list of lists", "tensor_default", new ListType(s_ints), "[null]", """ "tensor_default": { "nested": "tensor", "null": { "default": 0 } } """,
            "features.tensor_default.null.default: the values of nested tensor have no text; leave it out, or fill and filter upstream."),
        new("null", "other_default", Int64Type.Default, "[null]", """ "other_default": { "null": { "default": "a" } } """, "features.other_default.null.default: 'a' is not an int64, which the feature holds; write one that is."),
        new("an empty list", "empty", Int64Type.Default, "[null]", """ "empty": { "empty": "missing" } """, "features.empty.empty: it is for lists; leave it out."),
        new("a null inside a list", "element", Int64Type.Default, "[null]", """ "element": { "nullElement": "drop" } """, "features.element.nullElement: it is for lists; leave it out."),
        new("Checks", "length", Int64Type.Default, "[null]", """ "length": { "length": 1 } """, "features.length.length: it is for lists; leave it out."),
        new("Checks", "tooLong", s_ints, "[null]", """ "tooLong": { "tooLong": "truncate" } """, "features.tooLong.tooLong: it belongs to maxLength; give that too."),
        new("Checks", "finite", Int64Type.Default, "[null]", """ "finite": { "finite": true } """, "features.finite.finite: only floats can be NaN or infinite; leave it out."),
        new("Checks", "min", StringType.Default, "[null]", """ "min": { "min": "a" } """, "features.min.min and max: bytes have no order; use oneOf, or filter upstream."),
    ];
}
