using System.Text.Json;
using SparkTfRecord.Tests.Support;

namespace SparkTfRecord.Tests.Parquet;

public sealed class DamagedFileTests
{
    [Fact]
    public void Read_DamagedPages_FailWherePyarrowWithChecksumsFails()
    {
        using var verdicts = JsonDocument.Parse(File.ReadAllBytes(Golden.Path("damaged/verdicts.json")));
        var undamaged = Table.Read(Golden.Path("damaged/undamaged.parquet"));

        foreach (var verdict in verdicts.RootElement.GetProperty("verdicts").EnumerateObject())
        {
            var path = Golden.Path($"damaged/{verdict.Name}");
            var pyarrow = verdict.Value.TryGetProperty("pyarrow_with_checksums", out var checksums) ? checksums : verdict.Value.GetProperty("pyarrow");
            if (pyarrow.TryGetProperty("fails_at", out _))
                AssertOneLineAbout(path, Assert.Throws<InvalidDataException>(() => Table.Read(path)).Message);
            else
                Assert.Equal(Differences(verdict.Value), Differences(undamaged, Table.Read(path)).Take(5));
        }
    }

    [Theory]
    [InlineData("page-flipped-checksummed", "row group 1 cannot be read; the file is damaged or has something that is not supported (could not verify page integrity")]
    [InlineData("page-header-zeroed", "row group 2 cannot be read")]
    public void Read_DamagedPage_SaysWhere(string file, string expected) =>
        Assert.Contains(expected, Assert.Throws<InvalidDataException>(() => Table.Read(Golden.Path($"damaged/{file}.parquet"))).Message);

    static IEnumerable<(string Column, int Row, string Value)> Differences(JsonElement verdict) =>
        verdict.TryGetProperty("differs", out var differs)
            ? differs.EnumerateArray().Select(d => (d[0].GetString()!, d[1].GetInt32(), ArrowJson.Value(d[2])))
            : [];

    static IEnumerable<(string Column, int Row, string Value)> Differences(
        List<(string Name, List<string> Values)> expected, List<(string Name, List<string> Values)> found) =>
        from column in expected.Zip(found)
        from row in Enumerable.Range(0, column.First.Values.Count)
        where column.First.Values[row] != column.Second.Values[row]
        select (column.First.Name, row, column.Second.Values[row]);

    static void AssertOneLineAbout(string path, string message)
    {
        Assert.StartsWith(path + ": ", message);
        Assert.DoesNotContain('\n', message);
    }
}
