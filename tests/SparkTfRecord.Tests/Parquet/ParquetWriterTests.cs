using Apache.Arrow;
using Apache.Arrow.Types;
using SparkTfRecord.Parquet;
using SparkTfRecord.Planning;
using SparkTfRecord.Tests.Support;
using Table = SparkTfRecord.Tests.Support.Table;

namespace SparkTfRecord.Tests.Parquet;

public sealed class ParquetWriterTests : IDisposable
{
    readonly TemporaryDirectory _directory = TemporaryDirectory.InMemory();

    public void Dispose() => _directory.Dispose();

    public static TheoryData<string> Files =>
        [.. Directory.GetFiles(Golden.Path("types"), "*.parquet").Select(f => Path.GetFileNameWithoutExtension(f)!).Where(n => n is not ("_duplicate_names" or "null")).Order()];

    /// <summary>What another program wrote, read and written again row by row, is the same.</summary>
    [Theory]
    [MemberData(nameof(Files))]
    public void Append_RowsOfEveryType_AreReadAgain(string type)
    {
        var path = Golden.Path($"types/{type}.parquet");
        var file = Table.Plan(path);
        var columns = Table.Parquet.ReadFooter(path).Schema.FieldsList.Where(f => f.DataType is not NullType).Select(f => f.Name).ToArray();
        using var source = Table.Parquet.Open(file, 0, file.Rows, columns);
        using (var writer = new ParquetWriter(_directory["copy.parquet"], source.Schema))
        {
            while (source.ReadNext() is { } batch)
            {
                for (var row = 0; row < batch.Length; row++)
                {
                    using var one = batch.SliceShared(row, 1);
                    writer.Append(one);
                }
            }
            Assert.Equal(writer.Complete(), new FileInfo(_directory["copy.parquet"]).Length);
        }
        var kept = Table.Parquet.ReadFooter(_directory["copy.parquet"]).Schema;
        Assert.Equal(source.Schema.FieldsList.Select(f => (f.Name, ArrowTypeName.Of(f.DataType))), kept.FieldsList.Select(f => (f.Name, ArrowTypeName.Of(f.DataType))));
        Assert.Equal(Lines(Table.Read(file, 0, file.Rows, columns)), Lines(Table.Read(_directory["copy.parquet"])));

        static IEnumerable<string> Lines(List<(string Name, List<string> Values)> columns) => columns.Select(c => $"{c.Name}: {ArrowJson.Column(c.Values)}");
    }

    [Fact]
    public void Dispose_NotComplete_LeavesNothing()
    {
        var schema = new Schema([new Field("x", Int32Type.Default, true)], null);
        using (var writer = new ParquetWriter(_directory["x.parquet"], schema))
        {
            using var batch = new RecordBatch(schema, [new Int32Array.Builder().Append(1).Build()], 1);
            writer.Append(batch);
        }
        Assert.Empty(_directory.Tree());
    }
}
