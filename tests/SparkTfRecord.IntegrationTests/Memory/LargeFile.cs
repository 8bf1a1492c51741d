using System.Runtime.InteropServices;
using ParquetSharp;

namespace SparkTfRecord.IntegrationTests.Memory;

/// <summary>Writes Parquet files that are large in one way or another, each in one row group, their values plain.</summary>
static class LargeFile
{
    /// <summary>Columns of numbers, which may be null though none is, as Spark has them.</summary>
    public static void WriteNumbers(string path, int rows, int columns)
    {
        var values = Enumerable.Range(0, rows).Select(i => (float?)i).ToArray();
        Write<float?>(path, [.. Enumerable.Range(0, columns).Select(i => new Column<float?>($"c{i}"))], Compression.Uncompressed, column => column.WriteBatch(values));
    }

    /// <summary>One column of binary values.</summary>
    /// <param name="path">The new file.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="length">The length of each row's value.</param>
    /// <param name="pageRows">Rows in a page, at most 1024.</param>
    /// <param name="compression">The compression of pages; their bytes are random.</param>
    public static void WriteBytes(string path, int rows, Func<int, int> length, int pageRows, Compression compression = Compression.Uncompressed)
    {
        var random = new Random(1);
        Write<byte[]>(path, [new Column<byte[]>("image")], compression, column =>
        {
            foreach (var page in Enumerable.Range(0, rows).Chunk(pageRows))
                column.WriteBatch(Array.ConvertAll(page, Bytes)); // looks at the page's length when it is done
        });

        byte[] Bytes(int row)
        {
            var bytes = new byte[length(row)];
            random.NextBytes(bytes);
            return bytes;
        }
    }

    /// <summary>A column of short texts, then so many rows of the same long one, which the file has once; and one of numbers that Arrow C++ reads.</summary>
    public static void WriteRepeatedText(string path, int shortRows, int longRows, int length)
    {
        var text = GC.AllocateArray<byte>(length, pinned: true);
        text.AsSpan().Fill((byte)'a');
        var start = Marshal.UnsafeAddrOfPinnedArrayElement(text, 0);
        using var file = new ParquetFileWriter(path, [new Column<byte[]>("prompt"), new Column<short>("number")]);
        using (var rowGroup = file.AppendRowGroup())
        {
            var levels = Enumerable.Repeat((short)1, shortRows + longRows).ToArray();
            using (var texts = (ColumnWriter<ByteArray>)rowGroup.NextColumn())
                texts.WriteBatch(levels.Length, levels, [], [.. levels.Select((_, row) => new ByteArray(start, row < shortRows ? 1 : length))]);
            using var numbers = rowGroup.NextColumn().LogicalWriter<short>();
            numbers.WriteBatch(levels);
        }
        file.Close();
    }

    static void Write<T>(string path, Column[] columns, Compression compression, Action<LogicalColumnWriter<T>> write)
    {
        using var properties = new WriterPropertiesBuilder().Compression(compression).DisableDictionary().DisableStatistics().Build();
        using var file = new ParquetFileWriter(path, columns, properties);
        using (var rowGroup = file.AppendRowGroup())
        {
            for (var i = 0; i < columns.Length; i++)
            {
                using var column = rowGroup.NextColumn().LogicalWriter<T>();
                write(column);
            }
        }
        file.Close();
    }
}
