using Apache.Arrow;
using Apache.Arrow.Types;
using ParquetSharp.Arrow;
using SparkTfRecord.Parquet.Columns;
using SparkTfRecord.Tests.Support;

namespace SparkTfRecord.Tests.Parquet;

public sealed class ListColumnTests
{
    [Theory]
    [InlineData("fixed_size_list_float32_4", 4, null)]
    [InlineData("fixed_size_list_float32_4", 3, "column 'x' has a list of 4 elements where all should have 3")]
    [InlineData("list_float32", 3, "column 'x' has a list of 1 elements where all should have 3")]
    public void Read_ListsOfFixedSize_HaveThatSizeOrAreNull(string file, int size, string? error)
    {
        using var reader = new FileReader(Golden.Path($"types/{file}.parquet"));
        using var parquet = reader.ParquetReader;
        var field = new Field("x", new FixedSizeListType(new Field("item", FloatType.Default, nullable: true), size), nullable: true);
        using var column = ColumnFactory.Create(field, reader.SchemaManifest.SchemaFields[0], parquet.FileMetaData.Schema)!;
        using var rowGroup = parquet.RowGroup(0);
        column.OpenRowGroup(rowGroup);

        if (error is null)
            Assert.Equal(40, Read(column, 40).Length);
        else
            Assert.Equal(error, Assert.Throws<DamagedColumnException>(() => Read(column, 40)).Message);
    }

    [Fact]
    public void ReadAhead_LargeValues_StopsEarlyAndGoesOn()
    {
        using var reader = new FileReader(Golden.Path("types/list_float32.parquet"));
        using var parquet = reader.ParquetReader;
        using var column = ColumnFactory.Create(reader.Schema.FieldsList[0], reader.SchemaManifest.SchemaFields[0], parquet.FileMetaData.Schema)!;
        using var rowGroup = parquet.RowGroup(0);
        column.OpenRowGroup(rowGroup);

        Assert.Equal(1, column.ReadAhead(40, largeBytes: 1));
        Assert.Equal(1, column.Give(1).Length);
        Assert.Equal(39, column.ReadAhead(39, largeBytes: long.MaxValue));
    }

    static IArrowArray Read(ColumnDecoder column, int rows)
    {
        Assert.Equal(rows, column.ReadAhead(rows, long.MaxValue));
        return column.Give(rows);
    }
}
