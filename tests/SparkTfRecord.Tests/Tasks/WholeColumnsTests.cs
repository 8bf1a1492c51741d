using Apache.Arrow;
using SparkTfRecord.Parquet;
using SparkTfRecord.Planning;
using SparkTfRecord.Tasks;
using SparkTfRecord.Tests.Support;
using Table = SparkTfRecord.Tests.Support.Table;

namespace SparkTfRecord.Tests.Tasks;

public sealed class WholeColumnsTests : IDisposable
{
    readonly TemporaryDirectory _directory = TemporaryDirectory.InMemory();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Nulls_OfEveryGoldenType_AreKeptAsNulls()
    {
        foreach (var path in Directory.GetFiles(Golden.Path("types"), "*.parquet").Where(f => !f.Contains("_duplicate_names", StringComparison.Ordinal)))
        {
            var fields = Table.Parquet.ReadFooter(path).Schema.FieldsList.Select(f => new Field(f.Name, f.DataType, nullable: true)).ToList();
            var schema = SchemaBytes.Read(SchemaBytes.Write(new Schema(fields, null)));
            Assert.Equal(fields.Select(f => (f.Name, ArrowTypeName.Of(f.DataType))), schema.FieldsList.Select(f => (f.Name, ArrowTypeName.Of(f.DataType))));

            var file = _directory[Path.GetFileName(path)];
            using (var writer = new ParquetWriter(file, schema = new Schema([.. fields.Select(f => new Field(f.Name, WholeColumns.Nulls(f.DataType, 3).DataType, true))], null)))
            {
                writer.Append(new RecordBatch(schema, fields.Select(f => ArrowArrayFactory.BuildArray(WholeColumns.Nulls(f.DataType, 3))), 3));
                writer.Complete();
            }
            Assert.All(Table.Read(file), c => Assert.Equal(["null", "null", "null"], c.Values));
        }
    }
}
