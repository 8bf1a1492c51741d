using System.Text;
using Apache.Arrow;
using Apache.Arrow.Types;
using SparkTfRecord.Cli.Jobs;
using SparkTfRecord.Examples;
using SparkTfRecord.Planning;

namespace SparkTfRecord.Tests.Planning;

public sealed class FeatureSelectionTests
{
    public static TheoryData<IArrowType, string, bool, bool> Mapped => new()
    {
        { BooleanType.Default, nameof(FeatureKind.Int64), false, false },
        { Int8Type.Default, nameof(FeatureKind.Int64), false, false },
        { UInt32Type.Default, nameof(FeatureKind.Int64), false, false },
        { Int64Type.Default, nameof(FeatureKind.Int64), false, false },
        { HalfFloatType.Default, nameof(FeatureKind.Float), false, false },
        { FloatType.Default, nameof(FeatureKind.Float), false, false },
        { DoubleType.Default, nameof(FeatureKind.Float), false, true },
        { StringType.Default, nameof(FeatureKind.Bytes), false, false },
        { LargeStringType.Default, nameof(FeatureKind.Bytes), false, false },
        { BinaryType.Default, nameof(FeatureKind.Bytes), false, false },
        { new FixedSizeBinaryType(16), nameof(FeatureKind.Bytes), false, false },
        { new DictionaryType(Int32Type.Default, StringType.Default, false), nameof(FeatureKind.Bytes), false, false },
        { new ListType(Int32Type.Default), nameof(FeatureKind.Int64), true, false },
        { new LargeListType(DoubleType.Default), nameof(FeatureKind.Float), true, true },
        { new FixedSizeListType(FloatType.Default, 4), nameof(FeatureKind.Float), true, false },
    };

    [Theory]
    [MemberData(nameof(Mapped))]
    public void Features_TypeWithAMapping_HasItsKind(IArrowType type, string kind, bool isList, bool rounds)
    {
        var feature = Assert.Single(Plan(new Job(), ("x", type)).Features);

        Assert.Equal(new FeatureMapping { Feature = "x", Column = "x", Type = ArrowTypeName.Of(type), Kind = Enum.Parse<FeatureKind>(kind), IsList = isList, Rounds = rounds }, feature);
    }

    [Fact]
    public void Features_Names_AreSortedByTheirUtf8Bytes()
    {
        var (features, problems) = Plan(new Job(), ("b", Int64Type.Default), ("B", Int64Type.Default), ("😀", Int64Type.Default), ("\uFFFD", Int64Type.Default), ("a/b", Int64Type.Default));

        Assert.Empty(problems);
        Assert.Equal(["B", "a/b", "b", "\uFFFD", "😀"], features.Select(f => f.Feature));
    }

    [Fact]
    public void Features_RenamedLabelPrivate_AreAsTheJobSays()
    {
        var job = new Job
        {
            Input = new() { Exclude = ["c"] },
            Features = new Dictionary<string, FeatureOptions> { ["label"] = new() { Column = "A", Label = true }, ["b"] = new() { Private = true }, ["copy"] = new() { Column = "b" } },
        };
        var (features, problems) = Plan(job, ("a", Int64Type.Default), ("b", StringType.Default), ("c", StringType.Default));

        Assert.Empty(problems);
        Assert.Equal([("b", "b", false, true), ("copy", "b", false, false), ("label", "a", true, false)], features.Select(f => (f.Feature, f.Column, f.Label, f.Private)));
    }

    [Theory]
    [InlineData("*", "", "price Qty")]
    [InlineData("price", "", "price")]
    [InlineData("qty PRICE", "", "price Qty")]
    [InlineData("*", "price", "Qty")]
    public void Columns_ChosenAndExcluded_AreLeft(string columns, string exclude, string expected)
    {
        var (features, problems) = Plan(Choose(columns, exclude), ("price", Int64Type.Default), ("Qty", Int64Type.Default));

        Assert.Empty(problems);
        Assert.Equal(expected.Split(' '), features.Select(f => f.Feature).OrderByDescending(f => f, StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("prise", "", "columns: the input has no column 'prise'; did you mean 'price'?")]
    [InlineData("* prise", "", "columns: the input has no column 'prise'; did you mean 'price'?")]
    [InlineData("*", "zzzzzz", "exclude: the input has no column 'zzzzzz'; `sparktfrecord plan` lists them.")]
    [InlineData("*", "AB", "exclude: 'AB' can be 'ab' or 'Ab'")]
    [InlineData("price", "price", "No column is left")]
    public void Columns_UnknownOrAmbiguous_IsAProblemWithAWayOut(string columns, string exclude, string problem) =>
        Assert.Contains(problem, string.Join('\n', Plan(Choose(columns, exclude), ("price", Int64Type.Default), ("ab", Int64Type.Default), ("Ab", Int64Type.Default)).Problems), StringComparison.Ordinal);

    [Fact]
    public void Features_EverythingWrong_IsSaidAtOnce()
    {
        var job = new Job
        {
            Input = new() { Exclude = ["gone"] },
            Features = new Dictionary<string, FeatureOptions> { ["b"] = new() { Column = "a" }, ["x"] = new() { Column = "pric" }, ["y"] = new() { Column = "gone" } },
        };
        var (_, problems) = Plan(job,
            ("a", Int64Type.Default), ("b", Int64Type.Default), ("", Int64Type.Default), ("price", Int64Type.Default), ("gone", Int64Type.Default),
            ("my interval", new IntervalType(IntervalUnit.YearMonth)));

        Assert.Equal(
        [
            "features.x: the input has no column 'pric'; did you mean 'price'?",
            "features.y: 'gone' is not among the columns to convert; take it into --columns, or out of --exclude.",
            "Column 'my interval': interval has no feature mapping; drop it with --exclude 'my interval', or flatten it upstream.",
            "Feature 'b' would be made of 'a' and 'b'; drop one with --exclude, or rename it: \"features\": { \"new_name\": { \"column\": \"b\" } }.",
            "Column '' makes a feature without a name, which TensorFlow cannot parse; rename it: \"features\": { \"new_name\": { \"column\": \"\" } }.",
        ], problems);
    }

    [Fact]
    public void Features_TypesThatDifferByFile_AreAllWritten()
    {
        var table = new TableSchema(PartitionColumns.Decide([], []));
        table.Add("/a", Schema(("x", new DictionaryType(Int32Type.Default, Int32Type.Default, false)), ("y", new ListType(FloatType.Default))));
        table.Add("/b", Schema(("x", Int64Type.Default), ("y", new FixedSizeListType(DoubleType.Default, 2))));
        var (features, problems) = Plan(new Job(), table);

        Assert.Empty(problems);
        Assert.Equal([("int64", FeatureKind.Int64, false), ("list<double>", FeatureKind.Float, true)], features.Select(f => (f.Type, f.Kind, f.Rounds)));
    }

    [Theory]
    [InlineData("b,a", "a:b b:")]
    [InlineData("a,bb", "there is no feature 'bb'; did you mean 'b'?")]
    [InlineData("a,x", "features.x.sameLength: it is for lists")]
    [InlineData("a,b c,b", "features.b.sameLength: the feature is in two groups")]
    public void Features_SameLength_NamesTheFirstOfItsGroup(string groups, string expected)
    {
        var list = new ListType(Int64Type.Default);
        var job = new Job { SameLength = [.. groups.Split(' ').Select(g => g.Split(','))] };
        var (features, problems) = Plan(job, ("a", list), ("b", list), ("c", list), ("x", Int64Type.Default));

        if (expected.StartsWith("a:", StringComparison.Ordinal))
            Assert.Equal(expected, string.Join(' ', features.Take(2).Select(f => $"{f.Feature}:{f.SameLengthAs}")));
        else
            Assert.Contains(expected, Assert.Single(problems), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "input": { "exclude": ["user.ssn"] }, "features": { "user": { "as": "json" } } }""", "exclude: 'user.ssn' would be written all the same")]
    [InlineData("""{ "input": { "exclude": ["v.size"] } }""", "exclude: 'v.size' would be written all the same, as 'v' is written whole, being a Spark ML vector; exclude 'v'.")]
    [InlineData("""{ "input": { "columns": ["user.age"] }, "features": { "user": { "as": "json" } } }""", "columns: 'user.age' alone cannot be taken")]
    [InlineData("""{ "input": { "columns": ["v.values"] } }""", "columns: 'v.values' alone cannot be taken")]
    [InlineData("""{ "features": { "user": { "as": "json" }, "user/ssn": { "private": true } } }""", "features.user/ssn: 'user.ssn' makes no feature of its own")]
    [InlineData("""{ "features": { "user": { "as": "json" }, "y": { "column": "user.age", "label": true } } }""", "features.y: 'user.age' makes no feature of its own")]
    [InlineData("""{ "features": { "v/values": { "private": true } } }""", "features.v/values: 'v.values' makes no feature of its own")]
    [InlineData("""{ "features": { "v/values": { "finite": true, "length": 2 } } }""", "features.v/values: 'v.values' makes no feature of its own")]
    [InlineData("""{ "features": { "a": { "column": "user", "as": "json" }, "b": { "column": "user" }, "ssn": { "column": "user.ssn", "private": true } } }""", "features.ssn.private: 'user.ssn' is also part of feature 'a'")]
    public void Features_WishBelowWhatIsWrittenWhole_IsAProblem(string json, string expected)
    {
        var user = new StructType([new Field("age", Int64Type.Default, true), new Field("ssn", StringType.Default, true)]);
        var vector = new StructType([
            new Field("type", Int8Type.Default, false), new Field("size", Int32Type.Default, true),
            new Field("indices", new ListType(Int32Type.Default), true), new Field("values", new ListType(DoubleType.Default), true)]);
        var job = JobReader.Read(JobFile.Parse("job.json", Encoding.UTF8.GetBytes(json)), new Dictionary<string, string>());

        Assert.StartsWith(expected, Assert.Single(Plan(job, ("user", user), ("v", vector)).Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void Features_TwoLabels_AreOneTooMany()
    {
        var job = new Job { Features = new Dictionary<string, FeatureOptions> { ["a"] = new() { Label = true }, ["b"] = new() { Label = true } } };

        Assert.Contains("Features 'a' and 'b' are both the label", Assert.Single(Plan(job, ("a", Int64Type.Default), ("b", Int64Type.Default)).Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void Features_ColumnWithAFault_IsNoProblemWhenExcluded()
    {
        var table = new TableSchema(PartitionColumns.Decide([], []));
        table.Add("/a", Schema(("x", Int64Type.Default), ("y", Int64Type.Default)));
        table.Add("/b", Schema(("x", StringType.Default)));

        Assert.Single(Plan(new Job(), table).Problems);
        Assert.Empty(Plan(Choose("*", "x"), table).Problems);
    }

    [Theory]
    [InlineData("vector", "", "'as' json keeps every digit.")]
    [InlineData("vector price", "", "'as' text keeps every digit: --features-as price=text.")]
    [InlineData("ragged", "ragged", "'as' text keeps every digit.")]
    public void Warning_OfRounding_NamesAWayOutThatThereIs(string columns, string ragged, string expected)
    {
        var types = new Dictionary<string, IArrowType>
        {
            ["vector"] = ColumnFeaturesTests.Vector,
            ["price"] = DoubleType.Default,
            ["ragged"] = new ListType(new ListType(DoubleType.Default)),
        };
        var job = new Job { Features = ragged.Length == 0 ? new Dictionary<string, FeatureOptions>() : new() { [ragged] = new() { Nested = NestedForm.Ragged } } };
        var (features, problems) = Plan(job, [.. columns.Split(' ').Select(c => (c, types[c]))]);

        Assert.Empty(problems);
        Assert.EndsWith($"; {expected}", Assert.Single(PlanWarning.Of([], features)), StringComparison.Ordinal);
    }

    static Job Choose(string columns, string exclude) => new() { Input = new() { Columns = columns.Split(' '), Exclude = exclude.Split(' ', StringSplitOptions.RemoveEmptyEntries) } };

    static (IReadOnlyList<FeatureMapping> Features, List<string> Problems) Plan(Job job, params (string, IArrowType)[] fields)
    {
        var table = new TableSchema(PartitionColumns.Decide([], []));
        table.Add("/a", Schema(fields));
        return Plan(job, table);
    }

    static (IReadOnlyList<FeatureMapping> Features, List<string> Problems) Plan(Job job, TableSchema table)
    {
        var problems = new List<string>();
        return (new FeatureSelection(job, table, problems).Features(), problems);
    }

    static Schema Schema(params (string Name, IArrowType Type)[] fields) => new([.. fields.Select(f => new Field(f.Name, f.Type, nullable: true))], null);
}
