using Parquet;
using Parquet.Schema;
using SparkTfRecord.Tests.Support;

namespace SparkTfRecord.Tests.Parquet;

/// <summary>Files by another writer: Parquet.Net.</summary>
public sealed class ParquetNetTests
{
    [Theory]
    [InlineData(CompressionMethod.None)]
    [InlineData(CompressionMethod.Snappy)]
    [InlineData(CompressionMethod.Gzip)]
    [InlineData(CompressionMethod.Brotli)]
    [InlineData(CompressionMethod.Zstd)]
    [InlineData(CompressionMethod.Lz4Raw)]
    public async Task Read_FileByParquetNet_HasTheValues(CompressionMethod codec)
    {
        var id = new DataField<long>("id");
        var price = new DataField<double?>("price");
        var name = new DataField("name", typeof(string), isNullable: true);
        var flag = new DataField<bool?>("flag");
        var tags = new DataField<int?>("element");
        var cancel = TestContext.Current.CancellationToken;
        var schema = new ParquetSchema(id, price, name, flag, new ListField("tags", tags));
        using var directory = new TemporaryDirectory();
        await using (var file = File.Create(directory["a.parquet"]))
        await using (var writer = await ParquetWriter.CreateAsync(schema, file, new ParquetOptions { CompressionMethod = codec }, cancellationToken: cancel))
        {
            for (var g = 0; g < 3; g++)
            {
                using var rowGroup = writer.CreateRowGroup();
                await rowGroup.WriteAsync<long>(id, new long[] { g, long.MinValue, long.MaxValue, -1 }, cancellationToken: cancel);
                await rowGroup.WriteAsync<double>(price, new double?[] { 1.5, null, -0.0, double.NaN }, cancellationToken: cancel);
                await rowGroup.WriteAsync(name, (string?[])["", "中", null, "x\0y"]!);
                await rowGroup.WriteAsync<bool>(flag, new bool?[] { true, false, null, true }, cancellationToken: cancel);
                // [1, null], null, [], [3]: 3 is a value, 2 a null value, 1 an empty list, 0 a null list.
                await rowGroup.WriteAllPartsAsync<int>(tags, new[] { 1, 3 }, new[] { 3, 2, 0, 1, 3 }, new[] { 0, 1, 0, 0, 0 }, cancel);
            }
        }

        var table = Table.Read(directory["a.parquet"]);

        Assert.Equal(["0", "1", "2"], table[0].Values.Where((_, i) => i % 4 == 0).Select(v => v.Trim('"')));
        Assert.Equal(["-9223372036854775808", "9223372036854775807", "-1"], table[0].Values[1..4].Select(v => v.Trim('"')));
        Assert.Equal(Thrice("\"000000000000f83f\"", "null", "\"0000000000000080\"", "\"000000000000f8ff\""), table[1].Values);
        Assert.Equal(Thrice("\"\"", "\"中\"", "null", "\"x\\u0000y\""), table[2].Values);
        Assert.Equal(Thrice("true", "false", "null", "true"), table[3].Values);
        Assert.Equal(Thrice("[\"1\",null]", "null", "[]", "[\"3\"]"), table[4].Values);
    }

    static string[] Thrice(params string[] values) => [.. values, .. values, .. values];
}
