using ParquetSharp;
using ParquetSharp.Schema;
using SparkTfRecord.Tests.Support;

namespace SparkTfRecord.Tests.Parquet;

/// <summary>A page without values in the middle of a column chunk, at which Arrow C++ stops as if it was the last.</summary>
public sealed class EmptyPageTests : IDisposable
{
    const int PageValues = 100;

    readonly TemporaryDirectory _directory = TemporaryDirectory.InMemory();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Read_PageWithoutValues_IsPassedOver(bool lists)
    {
        var file = Write(lists, countedInFooter: 200);
        var values = Enumerable.Range(0, 100).Concat(Enumerable.Range(200, 100)).Select(v => $"\"{v}\"");
        Assert.Equal(lists ? [$"[{string.Join(',', values)}]"] : values, Table.Read(file)[0].Values);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Read_ChunkWithFewerValuesThanItsMetadata_IsDamaged(bool lists) => Assert.Contains(
        "a column chunk ends 100 values before its metadata says",
        Assert.Throws<InvalidDataException>(() => Table.Read(Write(lists, countedInFooter: 300))).Message, StringComparison.Ordinal);

    // Three pages of numbers, of one list or of as many rows as are read; the header of the second says that it has none.
    string Write(bool lists, int countedInFooter)
    {
        var path = _directory["a.parquet"];
        var element = new PrimitiveNode(lists ? "element" : "x", Repetition.Optional, LogicalType.None(), PhysicalType.Int64);
        using var schema = new GroupNode("schema", Repetition.Required, [lists ? new GroupNode("x", Repetition.Optional, [new GroupNode("list", Repetition.Repeated, [element])], LogicalType.List()) : element]);
        using var builder = new WriterPropertiesBuilder().Compression(Compression.Uncompressed).DisableDictionary().DisableStatistics().DisableWritePageIndex().DataPagesize(64);
        using var properties = builder.Build();
        using (var writer = new ParquetFileWriter(path, schema, properties))
        {
            using (var rowGroup = writer.AppendRowGroup())
            {
                var column = (ColumnWriter<long>)rowGroup.NextColumn();
                for (var page = 0; page < 3; page++)
                {
                    short[] repetition = [.. Enumerable.Range(0, PageValues).Select(i => (short)(page + i == 0 ? 0 : 1))];
                    column.WriteBatch(PageValues, [.. Enumerable.Repeat(column.ColumnDescriptor.MaxDefinitionLevel, PageValues)], lists ? repetition : [], [.. Enumerable.Range(page * PageValues, PageValues).Select(i => (long)i)]);
                }
            }
            writer.Close();
        }

        var bytes = File.ReadAllBytes(path);
        Patch([0x15, 0xC8, 0x01], [0x15, 0x80, 0x00], skip: 1, count: 3); // num_values = 100 of page headers, as zigzag varint: 0 in as many bytes
        Patch([0x16, 0xD8, 0x04], [0x16, .. Varint(2 * countedInFooter)], skip: 0, count: lists ? 1 : 3); // num_values = 300 of the chunk; and num_rows
        File.WriteAllBytes(path, bytes);
        return path;

        void Patch(byte[] from, byte[] to, int skip, int count)
        {
            int[] places = [.. Enumerable.Range(0, bytes.Length - from.Length).Where(i => bytes.AsSpan(i).StartsWith(from))];
            Assert.Equal(count, places.Length);
            foreach (var place in count == 3 && skip == 1 ? places[1..2] : places)
                to.CopyTo(bytes, place);
        }
    }

    static byte[] Varint(int value) => [(byte)(value | 0x80), (byte)(value >> 7)];
}
