using System.Text.Json;
using SparkTfRecord.Parquet;
using SparkTfRecord.Planning;
using SparkTfRecord.Tasks;
using SparkTfRecord.Tests.Support;

namespace SparkTfRecord.Tests.Tasks;

public sealed class TableSourceTests
{
    [Fact]
    public void Open_HiveFiles_AppendsThePathsKeys()
    {
        using var expected = JsonDocument.Parse(File.ReadAllBytes(Golden.Path("hive/expected.json")));
        foreach (var file in expected.RootElement.GetProperty("files").EnumerateArray())
        {
            var keys = file.GetProperty("keys").EnumerateObject().Select(k => (k.Name, Value: k.Value.GetString())).ToArray();
            var planned = Table.Plan(Golden.Path($"hive/{file.GetProperty("file").GetString()}")) with
            {
                Partition = [.. keys.Select(k => new PartitionValue(k.Name, PartitionType.String, k.Value))],
            };

            using var source = TableSource.Open(new ParquetInputFormat(), planned, 0, planned.Rows, ["id", "score", "tag", .. keys.Select(k => k.Name)]);

            var values = file.GetProperty("values").EnumerateObject().Where(v => keys.All(k => k.Name != v.Name));
            Assert.Equal(
                [.. values.Select(v => (v.Name, ArrowJson.Value(v.Value))), .. keys.Select(k => (k.Name, Constant(k.Value, planned.Rows)))],
                Columns(source));
        }
    }

    [Theory]
    [InlineData(nameof(PartitionType.Int64), "-7", "\"-7\"")]
    [InlineData(nameof(PartitionType.Int64), "9223372036854775807", "\"9223372036854775807\"")]
    [InlineData(nameof(PartitionType.Int64), null, "null")]
    [InlineData(nameof(PartitionType.Date), "1969-12-31", "\"-1\"")]
    [InlineData(nameof(PartitionType.Date), "2024-02-29", "\"19782\"")]
    [InlineData(nameof(PartitionType.Date), null, "null")]
    [InlineData(nameof(PartitionType.String), "", "\"\"")]
    [InlineData(nameof(PartitionType.String), null, "null")]
    public void OfLength_ShorterAndLonger_HoldsTheValueInEveryRow(string type, string? text, string expected)
    {
        var column = new PartitionColumn(new PartitionValue("k", Enum.Parse<PartitionType>(type), text));

        foreach (var length in new[] { 3, 1, 20, 20, 0 })
        {
            var array = column.OfLength(length);
            Assert.Equal(length, array.Length);
            Assert.Equal(Enumerable.Repeat(expected, length), Enumerable.Range(0, length).Select(i => ArrowJson.Value(array, i)));
            Assert.Equal(text is null ? length : 0, array.NullCount);
            Assert.Equal(column.Field.DataType.TypeId, array.Data.DataType.TypeId);
        }
    }

    [Fact]
    public void Open_RenamedAndMissingColumns_AreUnderThePlansNamesOrLeftOut()
    {
        var planned = Table.Plan(Golden.Path("hive/dates/year=2020/month=1/part-00000-c0ffee.snappy.parquet")) with
        {
            Renames = new Dictionary<string, string> { ["ID"] = "id" },
            Missing = ["price"],
        };

        using var source = TableSource.Open(new ParquetInputFormat(), planned, 1, 2, ["price", "ID", "tag"]);

        Assert.Equal(["ID", "tag"], source.Schema.FieldsList.Select(f => f.Name));
        Assert.Equal([("ID", "[\"1\",\"2\"]"), ("tag", "[\"t1\",\"t2\"]")], Columns(source));
    }

    static IEnumerable<(string Name, string Values)> Columns(IRecordBatchSource source) => Table.Read(source).Select(c => (c.Name, ArrowJson.Column(c.Values)));

    static string Constant(string? value, long rows) => ArrowJson.Column(Enumerable.Repeat(value is null ? "null" : ArrowJson.Text(value), (int)rows));
}
