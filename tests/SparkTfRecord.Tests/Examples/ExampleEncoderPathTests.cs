using System.Globalization;
using System.Text;
using System.Text.Json;
using SparkTfRecord.Examples;

namespace SparkTfRecord.Tests.Examples;

/// <summary>Fields of structs, of lists of structs and of maps, on pyarrow's files.</summary>
public sealed class ExampleEncoderPathTests
{
    [Fact]
    public void Encode_FieldsOfAStruct_AreNullWhereTheStructIs()
    {
        AssertEncodes("struct", ["a"], FeatureKind.Int64, s => Integer(Field(s, "a")));
        AssertEncodes("struct", ["b"], FeatureKind.Bytes, s => Text(Field(s, "b")));
        AssertEncodes("struct", ["c", "d"], FeatureKind.Float, s => Double(Field(Field(s, "c"), "d")));
    }

    [Fact]
    public void Encode_FieldThatTheStructLacks_IsNull() => AssertEncodes("struct", ["zzz"], FeatureKind.Int64, _ => null);

    [Fact]
    public void Encode_ListInAStruct_IsAList() =>
        AssertEncodes("struct_of_list", ["v"], FeatureKind.Int64, s => List(Field(s, "v"), Integer));

    [Fact]
    public void Encode_FieldOfStructsInAList_IsAListWhoseNullElementsAreLeftOut() =>
        AssertEncodes("list_struct", ["a"], FeatureKind.Int64, s => List(s, e => Integer(Field(e, "a"))), m => m with { NullElement = NullPolicy.Missing });

    [Theory]
    [InlineData("map_string_int64")]
    [InlineData("map_int32_string")]
    public void Encode_KeysOfAMap_AreAList(string name)
    {
        var kind = name == "map_string_int64" ? FeatureKind.Bytes : FeatureKind.Int64;

        AssertEncodes(name, ["key"], kind, m => List(m, entry => kind == FeatureKind.Bytes ? Text(entry[0]) : Integer(entry[0])));
    }

    [Fact]
    public void Encode_ValuesOfAMap_AreAListWhoseNullsHaveADefault() => AssertEncodes(
        "map_string_int64",
        ["value"],
        FeatureKind.Int64,
        m => List(m, entry => Integer(entry[1]) ?? -1L),
        m => m with { NullElement = NullPolicy.Default, ElementDefault = "-1" });

    static void AssertEncodes(string name, string[] path, FeatureKind kind, Func<JsonElement, object?> value, Func<FeatureMapping, FeatureMapping>? options = null)
    {
        var column = new GoldenColumn(name);
        var mapping = BatchEncoding.PlainMapping(name, column.Type) with { Path = path, Kind = kind };
        Assert.Equal(
            column.Values.SelectMany(v => ReferenceEncoder.Frame(ReferenceEncoder.Example([(mapping, value(v))]))),
            BatchEncoding.Encode(column.Batch, options?.Invoke(mapping) ?? mapping));
    }

    static JsonElement Field(JsonElement value, string name) => IsNull(value) ? value : value.GetProperty(name);

    static object? Integer(JsonElement value) => IsNull(value) ? null : long.Parse(value.GetString()!, CultureInfo.InvariantCulture);

    static byte[]? Text(JsonElement value) => IsNull(value) ? null : Encoding.UTF8.GetBytes(value.GetString()!);

    static float? Double(JsonElement value) => IsNull(value) ? null : (float)BitConverter.ToDouble(Convert.FromHexString(value.GetString()!));

    static object[]? List(JsonElement value, Func<JsonElement, object?> element) =>
        IsNull(value) ? null : [.. value.EnumerateArray().Select(element).OfType<object>()];

    static bool IsNull(JsonElement value) => value.ValueKind == JsonValueKind.Null;
}
