using Apache.Arrow.Types;
using SparkTfRecord.Examples;
using SparkTfRecord.Planning;

namespace SparkTfRecord.Tests.Planning;

public sealed class ColumnFeaturesTests
{
    /// <summary>Spark ML's Vector.</summary>
    public static readonly StructType Vector = new([
        new("type", Int8Type.Default, false), new("size", Int32Type.Default, true),
        new("indices", new ListType(Int32Type.Default), true), new("values", new ListType(DoubleType.Default), true)]);

    static readonly ListType s_lists = new(new ListType(Int64Type.Default));

    public static TheoryData<IArrowType, object, string> Granted => new()
    {
        { Int32Type.Default, new FeatureOptions(), "x:Int64" },
        { NullType.Default, new FeatureOptions(), "" },
        { new TimestampType(TimeUnit.Second, "UTC"), new FeatureOptions(), "x:Int64 Microsecond" },
        { new TimestampType(TimeUnit.Second, "UTC"), new FeatureOptions { Unit = TimeUnit.Second }, "x:Int64 Second" },
        { new TimestampType(TimeUnit.Second, "UTC"), new FeatureOptions { As = FeatureAs.Text }, "x:Bytes Text" },
        { s_lists, new FeatureOptions { Nested = NestedForm.Flatten }, "x:Int64 list" },
        { s_lists, new FeatureOptions { Nested = NestedForm.Tensor }, "x:Bytes Tensor" },
        { s_lists, new FeatureOptions { As = FeatureAs.Json }, "x:Bytes Json" },
        { s_lists, new FeatureOptions { Nested = NestedForm.Ragged }, "x/ragged_flat_values:Int64 list, x/ragged_row_lengths_0:Int64 list RowLengths 0" },
        {
            new ListType(new ListType(new ListType(StringType.Default))), new FeatureOptions { Nested = NestedForm.Ragged },
            "x/ragged_flat_values:Bytes list, x/ragged_row_lengths_0:Int64 list RowLengths 0, x/ragged_row_lengths_1:Int64 list RowLengths 1"
        },
        { Vector, new FeatureOptions(), "x/indices:Int64 list VectorIndices, x/values:Float list VectorValues, x/size:Int64 VectorSize" },
        { Vector, new FeatureOptions { Vector = VectorForm.Dense }, "x:Float list VectorDense" },
        { Vector, new FeatureOptions { As = FeatureAs.Json }, "x:Bytes Json" },
        { Int32Type.Default, new FeatureOptions { Null = NullWish.Indicator }, "x:Int64, x/missing:Int64 Missing" },
    };

    [Theory]
    [MemberData(nameof(Granted))]
    public void Of_TypeAndWish_MakesTheseFeatures(IArrowType type, object wish, string expected)
    {
        var (features, problems) = Of(type, (FeatureOptions)wish);

        Assert.Empty(problems);
        Assert.Equal(expected, string.Join(", ", features.Select(Show)));
    }

    public static TheoryData<IArrowType, object, string> Refused => new()
    {
        { new IntervalType(IntervalUnit.YearMonth), new FeatureOptions(), "Column 'x': interval has no feature mapping; drop it with --exclude x, or flatten it upstream." },
        { s_lists, new FeatureOptions(), "lists in lists, has no one mapping; choose nested ragged, flatten or tensor, or as json, or drop it with --exclude x." },
        { Int32Type.Default, new FeatureOptions { As = FeatureAs.Text }, "int32 cannot be written as text; possible: int64." },
        { DoubleType.Default, new FeatureOptions { As = FeatureAs.Int64 }, "double cannot be written as int64; possible: float, text, raw." },
        { BinaryType.Default, new FeatureOptions { As = FeatureAs.Raw }, "binary cannot be written as raw; leave 'as' out." },
        { Int32Type.Default, new FeatureOptions { Unit = TimeUnit.Second }, "unit s is for timestamps, times and durations that are written as numbers, not for int32" },
        { new TimestampType(TimeUnit.Second, "UTC"), new FeatureOptions { As = FeatureAs.Text, Unit = TimeUnit.Second }, "unit s is for timestamps" },
        { new ListType(Int32Type.Default), new FeatureOptions { Nested = NestedForm.Flatten }, "nested is for lists in lists, not for list<int32>" },
        { Int32Type.Default, new FeatureOptions { Vector = VectorForm.Dense }, "vector is for Spark ML vectors, not for int32" },
        { Int32Type.Default, new FeatureOptions { Length = 3 }, "features.x.length: it is for lists" },
        { Int32Type.Default, new FeatureOptions { MaxLength = 3 }, "features.x.maxLength: it is for lists" },
        { Int32Type.Default, new FeatureOptions { Empty = EmptyList.Missing }, "features.x.empty: it is for lists" },
        { Int32Type.Default, new FeatureOptions { NullElement = new(NullPolicy.Missing) }, "features.x.nullElement: it is for lists" },
        { new ListType(Int32Type.Default), new FeatureOptions { Null = new(NullPolicy.Default, "0") }, "features.x.null.default: a list has no default" },
        { new ListType(Int32Type.Default), new FeatureOptions { TooLong = TooLong.Truncate }, "features.x.tooLong: it belongs to maxLength" },
        { new ListType(Int32Type.Default), new FeatureOptions { Length = 3, MaxLength = 4 }, "features.x.maxLength: length is exact already" },
        { Int32Type.Default, new FeatureOptions { Finite = true }, "features.x.finite: only floats can be NaN" },
        { StringType.Default, new FeatureOptions { Min = "a" }, "features.x.min and max: bytes have no order" },
        { Int32Type.Default, new FeatureOptions { Null = new(NullPolicy.Default, "0.5") }, "features.x.null.default: '0.5' is not an int64" },
        { FloatType.Default, new FeatureOptions { Max = "1e39" }, "features.x.max: '1e39' is not a 32-bit float" },
        { FloatType.Default, new FeatureOptions { OneOf = ["1", "zwei"] }, "features.x.oneOf: 'zwei' is not a 32-bit float" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Of_WishThatMakesNoSense_IsOneProblem(IArrowType type, object wish, string problem) =>
        Assert.Contains(problem, Assert.Single(Of(type, (FeatureOptions)wish).Problems), StringComparison.Ordinal);

    [Fact]
    public void Of_Policies_AreCarried()
    {
        var (features, problems) = Of(new ListType(FloatType.Default), new()
        {
            Null = new(NullPolicy.Fail),
            NullElement = new(NullPolicy.Default, "NaN"),
            Empty = EmptyList.Missing,
            MaxLength = 9,
            TooLong = TooLong.Truncate,
            Min = "-1.5",
            Finite = true,
        });

        Assert.Empty(problems);
        var feature = Assert.Single(features);
        Assert.Equal((NullPolicy.Fail, null, NullPolicy.Default, "NaN", true), (feature.Null, feature.Default, feature.NullElement, feature.ElementDefault, feature.EmptyIsMissing));
        Assert.Equal(new FeatureChecks { MaxLength = 9, Truncate = true, Min = "-1.5", Finite = true, OneOf = feature.Checks!.OneOf }, feature.Checks);
        Assert.Null(Of(FloatType.Default, new()).Features[0].Checks);
    }

    static (List<FeatureMapping> Features, List<string> Problems) Of(IArrowType type, FeatureOptions wish)
    {
        var problems = new List<string>();
        return ([.. new ColumnFeatures(new ColumnNode(new SchemaColumn("x", type, "/a")), new Job(), problems).Of("x", wish)], problems);
    }

    static string Show(FeatureMapping f) =>
        $"{f.Feature}:{f.Kind}{(f.IsList ? " list" : "")}{(f.Form == ValueForm.Plain ? "" : $" {f.Form}")}{(f.Unit is null ? "" : $" {f.Unit}")}{(f.Part == FeaturePart.Values ? "" : f.Part == FeaturePart.RowLengths ? $" {f.Part} {f.Depth}" : $" {f.Part}")}";
}
