using Apache.Arrow.Types;
using SparkTfRecord.Examples;
using SparkTfRecord.Planning;

namespace SparkTfRecord.Tests.Planning;

public sealed class FeatureTypesTests
{
    public static TheoryData<IArrowType, string> Choices => new()
    {
        { Int32Type.Default, "Int64=Int64" },
        { UInt64Type.Default, "Int64=Int64 Text=Bytes/Text" },
        { HalfFloatType.Default, "Float=Float" },
        { DoubleType.Default, "Float=Float/rounds Text=Bytes/Text Raw=Bytes/Raw" },
        { new Decimal128Type(18, 2), "Float=Float/rounds Int64=Int64/Unscaled/2 Text=Bytes/Text" },
        { new Decimal128Type(19, 2), "Float=Float/rounds Text=Bytes/Text" },
        { new Decimal256Type(10, 3), "Float=Float/rounds Int64=Int64/Unscaled/3 Text=Bytes/Text" },
        { StringType.Default, "Text=Bytes" },
        { BinaryType.Default, "" },
        { Date32Type.Default, "Int64=Int64 Text=Bytes/Text" },
        { Date64Type.Default, "Int64=Int64 Text=Bytes/Text" },
        { new TimestampType(TimeUnit.Nanosecond, "UTC"), "Int64=Int64/Microsecond Text=Bytes/Text" },
        { new Time32Type(TimeUnit.Second), "Int64=Int64/Microsecond" },
        { DurationType.Millisecond, "Int64=Int64/Microsecond" },
        { new DictionaryType(Int32Type.Default, new Decimal128Type(5, 1), false), "Float=Float/rounds Int64=Int64/Unscaled/1 Text=Bytes/Text" },
        { new ListType(Date32Type.Default), "Int64=Int64/list Text=Bytes/Text/list" },
        { new ListType(new ListType(Int32Type.Default)), "Json=Bytes/Json" },
        { new ListType(new MapType(StringType.Default, Int32Type.Default)), "Json=Bytes/Json" },
        { new IntervalType(IntervalUnit.YearMonth), "" },
    };

    [Theory]
    [MemberData(nameof(Choices))]
    public void Of_EveryWish_IsAsTheTableOfTypesSays(IArrowType type, string expected) =>
        Assert.Equal(expected, string.Join(' ', FeatureTypes.Choices(type).Select(w => $"{w}={Show(FeatureTypes.Of(type, w)!)}")));

    [Theory]
    [MemberData(nameof(Choices))]
    public void Of_NoWish_IsTheFirstThatIsANumber(IArrowType type, string choices)
    {
        var choice = FeatureTypes.Of(type, null);

        Assert.Equal(choice is null || type is BinaryType ? "" : choices.Split(' ')[0].Split('=')[1], choice is null || type is BinaryType ? "" : Show(choice));
    }

    static string Show(FeatureType type) => string.Join('/', new[]
    {
        type.Kind.ToString(), type.Form == ValueForm.Plain ? "" : type.Form.ToString(), type.Scale?.ToString() ?? "", type.Unit?.ToString() ?? "",
        type.Rounds ? "rounds" : "", type.IsList ? "list" : "",
    }.Where(s => s.Length > 0));
}
