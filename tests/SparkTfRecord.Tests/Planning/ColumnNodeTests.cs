using Apache.Arrow;
using Apache.Arrow.Types;
using SparkTfRecord.Planning;

namespace SparkTfRecord.Tests.Planning;

public sealed class ColumnNodeTests
{
    static readonly StructType s_user = Struct(("age", Int32Type.Default), ("na.me", StringType.Default), ("pet", Struct(("kind", StringType.Default))));

    [Theory]
    [InlineData("a", "a")]
    [InlineData("a.b.c", "a|b|c")]
    [InlineData("a.`b.c`.d", "a|b.c|d")]
    [InlineData("`a``b`", "a`b")]
    [InlineData("`a.b`", "a.b")]
    [InlineData("", "")]
    [InlineData("a.", "a|")]
    [InlineData("a.`b", null)]
    [InlineData("`a`b", null)]
    public void Parse_Path_HasTheseParts(string text, string? parts) => Assert.Equal(parts?.Split('|'), ColumnPath.Parse(text));

    [Theory]
    [InlineData("a.b", "c`d", "e")]
    [InlineData("", ".")]
    public void Parse_WhatOfWrote_IsTheSame(params string[] parts) => Assert.Equal(parts, ColumnPath.Parse(ColumnPath.Of(parts)));

    public static TheoryData<IArrowType, string> Nested => new()
    {
        { Int32Type.Default, "x: int32" },
        { s_user, "x.age: int32, x.`na.me`: string, x.pet.kind: string" },
        { new ListType(s_user), "x.age: list<int32>, x.`na.me`: list<string>, x.pet.kind: list<string>" },
        { new MapType(StringType.Default, Int64Type.Default), "x.key: list<string>, x.value: list<int64>" },
        { new MapType(StringType.Default, Struct(("a", FloatType.Default))), "x.key: list<string>, x.value.a: list<float>" },
        { Struct(("v", new ListType(Int32Type.Default))), "x.v: list<int32>" },
        { new ListType(Struct(("v", new ListType(Int32Type.Default)))), "x.v: list<list<int32>>" },
    };

    [Theory]
    [MemberData(nameof(Nested))]
    public void Children_DownToTheValues_HaveTheListsAroundThem(IArrowType type, string leaves) =>
        Assert.Equal(leaves, string.Join(", ", Leaves(Node(type)).Select(n => $"{n}: {ArrowTypeName.Of(n.Type)}")));

    [Theory]
    [InlineData("x.age", "x.age")]
    [InlineData("X.Age", "x.age")]
    [InlineData("x.`na.me`", "x.`na.me`")]
    [InlineData("x.pet", "x.pet")]
    [InlineData("dotted.name", "`dotted.name`")]
    [InlineData("x.agee", null)]
    [InlineData("x.pet.kind.more", null)]
    public void Find_Path_IsTheColumnOrField(string path, string? expected)
    {
        var problems = new List<string>();
        var found = new ColumnNames([new("x", s_user, "/a"), new("dotted.name", Int32Type.Default, "/a")]).Find(path, "exclude", problems);

        Assert.Equal(expected, found?.ToString());
        Assert.Equal(expected is null ? 1 : 0, problems.Count);
    }

    [Theory]
    [InlineData("x/pet/kind", "x.pet.kind")]
    [InlineData("m/values", "m.value")]
    [InlineData("x/nothing", null)]
    [InlineData("x", null)]
    public void FindFeature_DefaultName_IsTheField(string feature, string? expected) =>
        Assert.Equal(expected, new ColumnNames([new("x", s_user, "/a"), new("m", new MapType(StringType.Default, Int64Type.Default), "/a")]).FindFeature(feature, "/")?.ToString());

    static ColumnNode Node(IArrowType type) => new(new SchemaColumn("x", type, "/a"));

    static IEnumerable<ColumnNode> Leaves(ColumnNode node) => node.Children.Count == 0 ? [node] : node.Children.SelectMany(Leaves);

    static StructType Struct(params (string Name, IArrowType Type)[] fields) => new([.. fields.Select(f => new Field(f.Name, f.Type, nullable: true))]);
}
