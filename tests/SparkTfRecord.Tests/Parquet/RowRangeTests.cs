using SparkTfRecord.Tests.Support;

namespace SparkTfRecord.Tests.Parquet;

public sealed class RowRangeTests
{
    [Theory]
    [InlineData("pages/row-groups-of-10")]
    [InlineData("pages/row-groups-uneven-page-index-checksum")]
    [InlineData("pages/empty-row-group-inside")]
    [InlineData("pages/v2-small-pages")]
    [InlineData("pages/v1-zstd-dict")]
    [InlineData("data/flights")]
    [InlineData("types/_everything")]
    public void Open_AnyRange_HasExactlyTheRowsOfTheWhole(string name)
    {
        var file = Table.Plan(Golden.Path($"{name}.parquet"));
        var whole = Table.Read(file.Path);
        var columns = whole.Select(c => c.Name).ToArray();
        var edges = file.RowGroups.Aggregate(new List<long> { 0 }, (edges, g) => [.. edges, edges[^1] + g.Rows]);
        var random = new Random(1);

        for (var i = 0; i < 20; i++)
        {
            var (first, last) = (Place(random, edges), Place(random, edges));
            (first, last) = (Math.Min(first, last), Math.Max(first, last));

            var part = Table.Read(file, first, last - first, columns);

            Assert.Equal(whole.Select(c => c.Values[(int)first..(int)last]), part.Select(c => c.Values));
        }
    }

    [Fact]
    public void Open_SomeColumns_ReadsOnlyThese()
    {
        var file = Table.Plan(Golden.Path("pages/v2-snappy-dict.parquet"));

        Assert.Equal(["b", "s_high", "st"], Table.Read(file, 10, 20, "st", "b", "s_high").Select(c => c.Name));
    }

    [Fact]
    public void Open_NoColumns_CountsRows()
    {
        using var source = Table.Parquet.Open(Table.Plan(Golden.Path("pages/row-groups-of-10.parquet")), 5, 692, []);

        var rows = 0;
        while (source.ReadNext() is { } batch)
            rows += batch.Length;

        Assert.Equal(692, rows);
    }

    [Fact]
    public void Open_PastTheEnd_IsTheCallersMistake() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Table.Read(Table.Plan(Golden.Path("pages/one-row.parquet")), 1, 1, "i"));

    [Fact]
    public void Open_MissingColumn_IsTheCallersMistake() =>
        Assert.Throws<ArgumentException>(() => Table.Read(Table.Plan(Golden.Path("pages/one-row.parquet")), 0, 1, "i", "no_such"));

    // Half of the places are at the edge of a row group or one row beside it.
    static long Place(Random random, List<long> edges) =>
        random.Next(2) == 0 ? random.NextInt64(edges[^1] + 1) : Math.Clamp(edges[random.Next(edges.Count)] + random.Next(-1, 2), 0, edges[^1]);
}
