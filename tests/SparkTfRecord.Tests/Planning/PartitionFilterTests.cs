using SparkTfRecord.Planning;

namespace SparkTfRecord.Tests.Planning;

public sealed class PartitionFilterTests
{
    static readonly PartitionColumns s_columns = PartitionColumns.Decide([Folder("2024-02-29", "7", "it's"), Folder(null, "-1", null)], []);

    [Theory]
    // A row is day 2024-02-29, n 7, name it's.
    [InlineData("day = '2024-02-29'", true)]
    [InlineData("day > '2024-02-28' and day <= '2024-02-29'", true)]
    [InlineData("day < '2024-02-29'", false)]
    [InlineData("n = 7", true)]
    [InlineData("n=7", true)]
    [InlineData("n = '7'", true)]
    [InlineData("n <> 7", false)]
    [InlineData("n != 8", true)]
    [InlineData("n >= 6.5", true)]
    [InlineData("n > -8", true)]
    [InlineData("n IN (1, 2, 7)", true)]
    [InlineData("n not in (1, 2)", true)]
    [InlineData("name = 'it''s'", true)]
    [InlineData("`name` > 'it'", true)]
    [InlineData("NAME = 'it''s'", true)]
    [InlineData("name is null", false)]
    [InlineData("name is not null", true)]
    // AND binds closer than OR, NOT closer than both.
    [InlineData("n = 7 OR n = 8 AND n = 9", true)]
    [InlineData("(n = 7 OR n = 8) AND n = 9", false)]
    [InlineData("NOT n = 8 AND n = 7", true)]
    [InlineData("NOT (n = 8 OR n = 7)", false)]
    public void Keeps_ValuesPresent_IsPlainLogic(string filter, bool expected) => Assert.Equal(expected, Keeps(filter, Folder("2024-02-29", "7", "it's")));

    [Theory]
    // A row is day null, n -1, name null; what is unknown is not kept, whichever way it is asked.
    [InlineData("day = '2024-02-29'", false)]
    [InlineData("day != '2024-02-29'", false)]
    [InlineData("NOT day = '2024-02-29'", false)]
    [InlineData("day IN ('2024-02-29')", false)]
    [InlineData("day NOT IN ('2024-02-29')", false)]
    [InlineData("day = '2024-02-29' OR n = -1", true)]
    [InlineData("day = '2024-02-29' AND n = 0", false)]
    [InlineData("NOT (day = '2024-02-29' AND n = 0)", true)]
    [InlineData("day IS NULL", true)]
    [InlineData("NOT day IS NOT NULL", true)]
    public void Keeps_Null_IsNeitherTrueNorFalse(string filter, bool expected) => Assert.Equal(expected, Keeps(filter, Folder(null, "-1", null)));

    [Theory]
    [InlineData("price > 3", "'price' is no partition column (these are: day, n, name)")]
    [InlineData("n = 'seven'", "n is a number")]
    [InlineData("day = 'yesterday'", "day is a date")]
    [InlineData("day = 20240229", "day is a date")]
    [InlineData("name = 7", "name is a text")]
    [InlineData("n = ", "the end at position 4")]
    [InlineData("n = 7 n = 8", "'n' at position 6")]
    [InlineData("(n = 7", "where ) is expected")]
    [InlineData("n LIKE '7'", "'LIKE' at position 2")]
    [InlineData("n = 'x", "a closing '")]
    [InlineData("n = \"x\"", "a text in single quotes")]
    [InlineData("n NOT 7", "where IN is expected")]
    [InlineData("", "the end at position 0")]
    public void Parse_NotUnderstood_SaysWhereAndWhatIsExpected(string filter, string message)
    {
        var e = Assert.Throws<PlanException>(() => PartitionFilter.Parse(filter, s_columns));

        Assert.Contains(message, e.Message, StringComparison.Ordinal);
    }

    static bool Keeps(string filter, ListedFile file) => PartitionFilter.Parse(filter, s_columns).Keeps(s_columns.ValuesOf(file));

    static ListedFile Folder(string? day, string? n, string? name) =>
        new("/x", 0, default, [new PartitionKey("day", day), new PartitionKey("n", n), new PartitionKey("name", name)]);
}
