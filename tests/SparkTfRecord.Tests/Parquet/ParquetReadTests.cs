using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SparkTfRecord.Tests.Support;

namespace SparkTfRecord.Tests.Parquet;

/// <summary>Every Parquet file of tests/golden reads to the values that pyarrow wrote or read.</summary>
public sealed class ParquetReadTests
{
    [Theory, MemberData(nameof(TypeFiles))]
    public void Read_TypesFile_HasTheValues(string name)
    {
        using var expected = GoldenJson($"types/{name}.json");

        AssertColumns(expected.RootElement.GetProperty("values"), Table.Read(Golden.Path($"types/{name}.parquet")));
    }

    [Fact]
    public void Read_Int96_IsInMicrosecondsRoundedDown()
    {
        using var expected = GoldenJson("types/_int96.json");
        var nanoseconds = expected.RootElement.GetProperty("values").GetProperty("t_ns").EnumerateArray().Select(v => v.GetString());

        var table = Table.Read(Golden.Path("types/_int96.parquet"));

        Assert.Equal(nanoseconds.Select(v => v is null ? "null" : $"\"{Math.Floor(decimal.Parse(v) / 1000)}\""), table[1].Values);
        AssertColumn(expected.RootElement.GetProperty("values").GetProperty("t_us"), table[0].Values);
        AssertColumn(expected.RootElement.GetProperty("values").GetProperty("t_utc"), table[2].Values);
    }

    [Theory, MemberData(nameof(PageFiles))]
    public void Read_PagesFile_HasTheValues(string name)
    {
        using var expected = GoldenJson("pages/_values.json");

        AssertColumns(expected.RootElement.GetProperty("values"), Table.Read(Golden.Path($"pages/{name}.parquet")));
    }

    [Theory, MemberData(nameof(DataFiles))]
    public void Read_DataFile_HasTheValues(string name)
    {
        using var expected = GoldenJson($"data/{name}.json");
        var table = Table.Read(Golden.Path($"data/{name}.parquet"));

        foreach (var (column, i) in expected.RootElement.GetProperty("columns").EnumerateObject().Select((c, i) => (c, i)))
        {
            Assert.Equal(column.Name, table[i].Name);
            Assert.Equal(column.Value.GetProperty("nulls").GetInt32(), table[i].Values.Count(v => v == "null"));
            Assert.Equal(column.Value.GetProperty("sha256_of_json_values").GetString(), Sha256(table[i].Values));
        }
    }

    [Fact]
    public void Read_DuplicateNames_ReadsBoth()
    {
        var table = Table.Read(Golden.Path("types/_duplicate_names.parquet"));

        Assert.Equal(["same", "same"], table.Select(c => c.Name));
        Assert.Equal(["[\"1\",\"2\"]", "[\"x\",\"y\"]"], table.Select(c => ArrowJson.Column(c.Values)));
    }

    [Theory]
    [InlineData("zero-columns", 0, 0)]
    [InlineData("zero-row-groups", 16, 0)]
    [InlineData("zero-rows", 16, 0)]
    [InlineData("zero-rows-v2", 16, 0)]
    [InlineData("one-row", 16, 1)]
    public void Read_AlmostNothing_ReadsAlmostNothing(string name, int columns, int rows)
    {
        var table = Table.Read(Golden.Path($"pages/{name}.parquet"));

        Assert.Equal(columns, table.Count);
        Assert.All(table, c => Assert.Equal(rows, c.Values.Count));
    }

    public static TheoryData<string> TypeFiles() => Files("types", "_duplicate_names", "_int96");

    public static TheoryData<string> DataFiles() => Files("data");

    public static TheoryData<string> PageFiles() => Files("pages", "zero-columns", "zero-row-groups", "zero-rows", "zero-rows-v2", "one-row");

    static TheoryData<string> Files(string folder, params string[] except) =>
        [.. Directory.GetFiles(Golden.Path(folder), "*.parquet").Select(f => Path.GetFileNameWithoutExtension(f)!).Except(except).Order(StringComparer.Ordinal)];

    static void AssertColumns(JsonElement expected, List<(string Name, List<string> Values)> found)
    {
        var columns = expected.EnumerateObject().ToArray();
        Assert.Equal(columns.Select(c => c.Name), found.Select(c => c.Name));
        foreach (var (column, read) in columns.Zip(found))
            AssertColumn(column.Value, read.Values);
    }

    static void AssertColumn(JsonElement expected, List<string> found) => Assert.Equal(expected.EnumerateArray().Select(ArrowJson.Value), found);

    static JsonDocument GoldenJson(string relative) => JsonDocument.Parse(File.ReadAllBytes(Golden.Path(relative)));

    static string Sha256(List<string> values) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ArrowJson.Column(values))));
}
