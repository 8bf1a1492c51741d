using SparkTfRecord.Planning;

namespace SparkTfRecord.Tests.Planning;

public sealed class PartitionColumnsTests
{
    [Theory]
    [InlineData(PartitionType.Int64, "1", "-5", "0", "9223372036854775807")]
    [InlineData(PartitionType.Int64, "1", null)]
    [InlineData(PartitionType.String, "1", "abc")]
    [InlineData(PartitionType.String, "007", "7")]
    [InlineData(PartitionType.String, "9223372036854775808")]
    [InlineData(PartitionType.String, "-0")]
    [InlineData(PartitionType.String, "+1")]
    [InlineData(PartitionType.String, " 1")]
    [InlineData(PartitionType.String, "1.5")]
    [InlineData(PartitionType.String, "")]
    [InlineData(PartitionType.Date, "2024-02-29", null, "1582-10-04")]
    [InlineData(PartitionType.String, "2023-02-29")]
    [InlineData(PartitionType.String, "2024-2-9")]
    [InlineData(PartitionType.String, "2024-02-29", "1")]
    [InlineData(PartitionType.String, null, null)]
    public void Decide_AllValues_GiveOneType(object type, params string?[] values)
    {
        var problems = new List<string>();
        var columns = PartitionColumns.Decide([.. values.Select(v => File("k", v))], problems);

        Assert.Empty(problems);
        Assert.Equal([(PartitionType)type], columns.Types);
        Assert.Equal([values.Contains(null)], columns.Nullable);
    }

    [Fact]
    public void Decide_FoldersWithOtherKeys_NamesBothFiles()
    {
        var problems = new List<string>();
        PartitionColumns.Decide([File("day", "1"), File("month", "1")], problems);

        var problem = Assert.Single(problems);
        Assert.Contains("'/data/day=1/x'", problem, StringComparison.Ordinal);
        Assert.Contains("'/data/month=1/x'", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("day=2024-01-01", "day", "2024-01-01")]
    [InlineData("name=eq%3Dual", "name", "eq=ual")]
    [InlineData("name=pct%2525", "name", "pct%25")]
    [InlineData("name=plus+plus", "name", "plus+plus")]
    [InlineData("name=%E4%B8%AD", "name", "中")]
    [InlineData("name=100%", "name", "100%")]
    [InlineData("name=%FF", "name", "%FF")]
    [InlineData("a%20b=", "a b", "")]
    [InlineData("k=__HIVE_DEFAULT_PARTITION__", "k", null)]
    [InlineData("k=v=w", "k", "v=w")]
    public void FromFolder_Escaped_IsUnescaped(string folder, string column, string? value) =>
        Assert.Equal(new PartitionKey(column, value), PartitionKey.FromFolder(folder));

    [Theory]
    [InlineData("plain")]
    [InlineData("=v")]
    public void FromFolder_NoKey_IsNull(string folder) => Assert.Null(PartitionKey.FromFolder(folder));

    static ListedFile File(string key, string? value) => new($"/data/{key}={value}/x", 0, default, [new PartitionKey(key, value)]);
}
