using System.Text.Json;
using SparkTfRecord.Tasks;
using SparkTfRecord.Tests.Support;

namespace SparkTfRecord.Tests.Parquet;

public sealed class ReadFooterTests
{
    [Fact]
    public void ReadFooter_DamagedFiles_FailWherePyarrowFailsToOpen()
    {
        foreach (var (file, verdict) in Verdicts())
        {
            var path = Golden.Path($"damaged/{file}");
            var opens = !verdict.TryGetProperty("fails_at", out var at) || at.GetString() != "open";
            if (opens && file != "encrypted-plaintext-footer.parquet")
                Assert.Equal([150, 150, 100], Read(path).RowGroups.Select(g => g.Rows));
            else
                AssertOneLineAbout(path, Assert.Throws<InvalidDataException>(() => Read(path)).Message);
        }
    }

    [Theory]
    [InlineData("zero-bytes", "0 bytes long, a Parquet file has at least 12")]
    [InlineData("text", "it is something else")]
    [InlineData("cut-tail-1", "cut short")]
    [InlineData("encrypted", "its footer is encrypted")]
    [InlineData("encrypted-plaintext-footer", "column 'x' is encrypted")]
    [InlineData("footer-length-too-big", "2147483647 bytes long, in a file of 12942")]
    [InlineData("footer-flipped", "the footer cannot be read; the file is damaged")]
    public void ReadFooter_DamagedFile_SaysWhatIsWrong(string file, string expected) =>
        Assert.Contains(expected, Assert.Throws<InvalidDataException>(() => Read(Golden.Path($"damaged/{file}.parquet"))).Message);

    [Fact]
    public void ReadFooter_MissingFile_IsNotFound() =>
        Assert.Throws<FileNotFoundException>(() => Read(Golden.Path("damaged/no-such-file.parquet")));

    [Fact]
    public void ReadFooter_RowGroups_HaveTheirRowsAndBytes()
    {
        var footer = Read(Golden.Path("pages/empty-row-group-inside.parquet"));

        Assert.Equal([100, 0, 600], footer.RowGroups.Select(g => g.Rows));
        Assert.All(footer.RowGroups, g => Assert.InRange(g.Bytes, g.Rows * 50, 100_000));
    }

    [Fact]
    public void ReadFooter_Schema_HasTopLevelColumnsAndNoFileMetadata()
    {
        var schema = Read(Golden.Path("pages/v1-none-dict.parquet")).Schema;

        Assert.Equal(["i", "i32", "b", "b_req", "f", "d", "s_low", "s_high", "bin", "fsb", "ts", "dec", "li", "ls", "lf", "st"],
            schema.FieldsList.Select(f => f.Name));
        Assert.False(schema.HasMetadata);
        Assert.False(schema.GetFieldByName("b_req").IsNullable);
    }

    static FileFooter Read(string path) => Table.Parquet.ReadFooter(path);

    static IEnumerable<(string File, JsonElement Verdict)> Verdicts()
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(Golden.Path("damaged/verdicts.json")));
        return [.. json.RootElement.GetProperty("verdicts").EnumerateObject().Select(v => (v.Name, v.Value.GetProperty("pyarrow").Clone()))];
    }

    static void AssertOneLineAbout(string path, string message)
    {
        Assert.StartsWith(path + ": ", message);
        Assert.DoesNotContain('\n', message);
    }
}
