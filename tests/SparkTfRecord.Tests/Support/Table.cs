using SparkTfRecord.Parquet;
using SparkTfRecord.Planning;
using SparkTfRecord.Tasks;

namespace SparkTfRecord.Tests.Support;

/// <summary>A file read whole: for each column in order its name and its values as <see cref="ArrowJson"/>.</summary>
static class Table
{
    /// <summary>The format, for what only the engine may ask of it.</summary>
    public static IInputFormat Parquet { get; } = new ParquetInputFormat();

    public static InputFile Plan(string path)
    {
        var info = new FileInfo(path);
        return new InputFile { Path = path, Length = info.Length, Modified = info.LastWriteTimeUtc, RowGroups = Parquet.ReadFooter(path).RowGroups };
    }

    public static List<(string Name, List<string> Values)> Read(string path)
    {
        var file = Plan(path);
        var columns = Parquet.ReadFooter(path).Schema.FieldsList.Select(f => f.Name).Distinct().ToArray();
        return Read(file, 0, file.Rows, columns);
    }

    public static List<(string Name, List<string> Values)> Read(InputFile file, long firstRow, long rows, params string[] columns)
    {
        using var source = Parquet.Open(file, firstRow, rows, columns);
        return Read(source);
    }

    public static List<(string Name, List<string> Values)> Read(IRecordBatchSource source)
    {
        var columns = source.Schema.FieldsList.Select(f => (f.Name, Values: new List<string>())).ToList();
        while (source.ReadNext() is { } batch)
        {
            Assert.NotEqual(0, batch.Length);
            for (var c = 0; c < columns.Count; c++)
            {
                var array = batch.Column(c);
                Assert.Equal(batch.Length, array.Length);
                for (var i = 0; i < batch.Length; i++)
                    columns[c].Values.Add(ArrowJson.Value(array, i));
            }
        }

        return columns;
    }
}
