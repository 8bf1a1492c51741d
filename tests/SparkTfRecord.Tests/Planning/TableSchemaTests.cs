using Apache.Arrow;
using Apache.Arrow.Types;
using SparkTfRecord.Planning;

namespace SparkTfRecord.Tests.Planning;

public sealed class TableSchemaTests
{
    static readonly ListType s_floats = new(FloatType.Default);
    static readonly ListType s_doubles = new(DoubleType.Default);

    public static TheoryData<IArrowType, IArrowType, string?> Pairs => new()
    {
        { Int32Type.Default, Int32Type.Default, "int32" },
        { Int32Type.Default, Int64Type.Default, "int64" },
        { Int64Type.Default, Int32Type.Default, "int64" },
        { FloatType.Default, DoubleType.Default, "double" },
        { s_floats, s_doubles, "list<double>" },
        { s_doubles, new FixedSizeListType(FloatType.Default, 4), "list<double>" },
        { StringType.Default, new DictionaryType(Int32Type.Default, StringType.Default, false), "string" },
        { StringType.Default, LargeStringType.Default, "string" },
        { new ListType(StringType.Default), new LargeListType(LargeStringType.Default), "list<string>" },
        { NullType.Default, StringType.Default, "string" },
        { s_floats, new ListType(NullType.Default), "list<float>" },
        { Struct(("a", Int32Type.Default)), Struct(("b", StringType.Default), ("a", Int64Type.Default)), "struct<a: int64, b: string>" },
        { new MapType(StringType.Default, FloatType.Default), new MapType(StringType.Default, DoubleType.Default), "map<string, double>" },
        { Struct(("a", Int32Type.Default)), Struct(("a", StringType.Default)), null },
        { new MapType(StringType.Default, FloatType.Default), new MapType(Int32Type.Default, FloatType.Default), null },
        { Int16Type.Default, Int32Type.Default, null },
        { Int32Type.Default, FloatType.Default, null },
        { StringType.Default, BinaryType.Default, null },
        { s_floats, FloatType.Default, null },
        { new Decimal128Type(10, 2), new Decimal128Type(10, 3), null },
        { new TimestampType(TimeUnit.Microsecond, "UTC"), new TimestampType(TimeUnit.Microsecond, (string?)null), null },
    };

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Add_TwoTypes_AreOneColumnOrAFaultThatNamesBothFiles(IArrowType a, IArrowType b, string? expected)
    {
        var table = Table();
        table.Add("/a", Schema(("x", a)));
        table.Add("/b", Schema(("x", b)));

        var column = Assert.Single(table.Columns);
        if (expected is not null)
        {
            Assert.Null(column.Fault);
            Assert.Equal(expected, ArrowTypeName.Of(column.Type));
            return;
        }
        Assert.Contains($"{ArrowTypeName.Of(a)} in '/a', {ArrowTypeName.Of(b)} in '/b'", column.Fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Add_FileWithoutAColumn_MakesItNullable()
    {
        var table = Table();
        table.Add("/a", Schema(("x", Int32Type.Default), ("y", Int32Type.Default)));
        var b = table.Add("/b", Schema(("z", Int32Type.Default), ("x", Int32Type.Default)));

        Assert.Equal(["x", "y", "z"], table.Columns.Select(c => c.Name));
        Assert.Equal([false, true, true], table.Columns.Select(table.IsNullable));
        Assert.Equal([true, false, true], table.Columns.Select(b.Has));
        Assert.Empty(b.Renames);
    }

    [Fact]
    public void Add_OtherCase_IsTheSameColumnWhenOnlyOneCanBeMeant()
    {
        var table = Table();
        table.Add("/a", Schema(("UserId", Int32Type.Default), ("age", Int32Type.Default)));
        var b = table.Add("/b", Schema(("AGE", Int32Type.Default), ("userid", Int64Type.Default)));

        Assert.Equal(["UserId", "age"], table.Columns.Select(c => c.Name));
        Assert.Equal(new Dictionary<string, string> { ["age"] = "AGE", ["UserId"] = "userid" }, b.Renames);
        Assert.All(table.Columns, c => Assert.Null(c.Fault));
    }

    [Fact]
    public void Add_ColumnsThatDifferInCaseOnly_StayApartWithinAFile()
    {
        var table = Table();
        table.Add("/a", Schema(("x", Int32Type.Default), ("X", StringType.Default)));
        table.Add("/b", Schema(("X", StringType.Default), ("x", Int32Type.Default)));

        Assert.Equal(["x", "X"], table.Columns.Select(c => c.Name));
        Assert.All(table.Columns, c => Assert.Null(c.Fault));
    }

    [Fact]
    public void Add_TwoColumnsCanBeMeant_IsAFault()
    {
        var table = Table();
        table.Add("/a", Schema(("Id", Int32Type.Default), ("id", Int32Type.Default)));
        table.Add("/b", Schema(("ID", Int32Type.Default)));

        Assert.All(table.Columns, c => Assert.Contains("'ID' of '/b' can be 'Id' or 'id'", c.Fault, StringComparison.Ordinal));
    }

    [Fact]
    public void Add_TwoFieldsForOneColumn_IsAFault()
    {
        var table = Table();
        table.Add("/a", Schema(("id", Int32Type.Default)));
        table.Add("/b", Schema(("ID", Int32Type.Default), ("Id", Int32Type.Default)));
        table.Add("/c", Schema(("x", Int32Type.Default), ("x", Int32Type.Default)));

        Assert.Contains("'/b' has 'ID' and 'Id'", table.Columns[0].Fault, StringComparison.Ordinal);
        Assert.Contains("'/c' has two columns of this name", table.Columns[1].Fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Add_ColumnOfThePath_WinsOverTheFile()
    {
        var table = new TableSchema(PartitionColumns.Decide([new("/day=1/a", 0, default, [new PartitionKey("day", "1")])], []));
        table.Add("/day=1/a", Schema(("Day", StringType.Default), ("x", Int32Type.Default)));

        Assert.Equal([("x", "int32", false), ("day", "int64", true)], table.Columns.Select(c => (c.Name, ArrowTypeName.Of(c.Type), c.Partition)));
    }

    [Fact]
    public void Add_ColumnWithoutAType_IsLackingInItsFile()
    {
        var table = Table();
        var a = table.Add("/a", Schema(("x", NullType.Default)));
        var b = table.Add("/b", Schema(("x", Int64Type.Default)));

        Assert.Equal("int64", ArrowTypeName.Of(Assert.Single(table.Columns).Type));
        Assert.True(table.IsNullable(table.Columns[0]));
        Assert.Equal([false, true], new[] { a, b }.Select(f => f.Has(table.Columns[0])));
    }

    static StructType Struct(params (string Name, IArrowType Type)[] fields) => new([.. fields.Select(f => new Field(f.Name, f.Type, nullable: true))]);

    static TableSchema Table() => new(PartitionColumns.Decide([], []));

    static Schema Schema(params (string Name, IArrowType Type)[] fields) => new([.. fields.Select(f => new Field(f.Name, f.Type, nullable: false))], null);
}
