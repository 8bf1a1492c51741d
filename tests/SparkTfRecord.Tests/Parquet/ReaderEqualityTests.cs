using ParquetSharp;
using SparkTfRecord.Parquet;
using SparkTfRecord.Planning;
using SparkTfRecord.Tests.Support;

namespace SparkTfRecord.Tests.Parquet;

/// <summary>Our own decoders and Arrow C++ read the same values from the same file.</summary>
public sealed class ReaderEqualityTests
{
    [Theory]
    [InlineData("types")]
    [InlineData("pages")]
    [InlineData("data")]
    [InlineData("pairs")]
    public void Read_GoldenFiles_SameAsArrow(string folder)
    {
        foreach (var path in Directory.GetFiles(Golden.Path(folder), "*.parquet"))
        {
            // Arrow C++ refuses null lists of fixed size, and a schema without columns.
            if (Path.GetFileName(path) is not ("fixed_size_list_float32_4.parquet" or "_everything.parquet" or "lists.parquet" or "zero-columns.parquet"))
                AssertSameAsArrow(path, Path.GetFileName(path));
        }
    }

    [Fact]
    public void Read_RandomFiles_SameAsArrow()
    {
        using var directory = new TemporaryDirectory();
        for (var seed = 0; seed < 40; seed++)
        {
            var path = directory[$"{seed}.parquet"];
            RandomParquet.Write(path, new Random(seed));
            AssertSameAsArrow(path, $"seed {seed}");
        }
    }

    static void AssertSameAsArrow(string path, string what)
    {
        var file = Table.Plan(path);
        var expected = ReadByArrow(file);
        var found = Table.Read(path);

        Assert.Equal(expected.Select(c => c.Name), found.Select(c => c.Name));
        foreach (var (arrow, own) in expected.Zip(found))
        {
            for (var i = 0; i < arrow.Values.Count; i++)
                Assert.True(arrow.Values[i] == own.Values[i], $"{what}, column {arrow.Name}, row {i}: {own.Values[i]}, by Arrow {arrow.Values[i]}");
            Assert.Equal(arrow.Values.Count, own.Values.Count);
        }
    }

    static List<(string Name, List<string> Values)> ReadByArrow(InputFile file)
    {
        using var footer = new ParquetFileReader(file.Path);
        using var source = new ParquetSource(
            file, new ArrowReader(file, [.. Enumerable.Range(0, footer.FileMetaData.NumColumns)]), 0, file.Rows, legacyCalendar: false);
        return Table.Read(source);
    }
}
