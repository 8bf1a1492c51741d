using Apache.Arrow;
using SparkTfRecord.Examples;
using SparkTfRecord.Parquet;
using SparkTfRecord.Planning;
using SparkTfRecord.Tasks;
using SparkTfRecord.Tests.Support;
using Table = SparkTfRecord.Tests.Support.Table;

namespace SparkTfRecord.Tests.Tasks;

public sealed class SliceReaderTests
{
    static readonly string s_path = Golden.Path("pages/row-groups-of-10.parquet"); // column i counts its 697 rows

    readonly CountingFormat _format = new();

    [Theory]
    // Slices one after the other, ending within row groups and at their ends.
    [InlineData("0+5 5+1 6+4 10+690", 1)]
    // A gap, back to the beginning, the same again, and on from there.
    [InlineData("0+5 6+5 0+20 0+20 20+30", 4)]
    // The whole file, and again.
    [InlineData("0+700 0+700", 2)]
    public void ReadNext_Slices_GivesTheirRowsAndOpensOnlyWhatDoesNotFollow(string slices, int opened)
    {
        var file = Table.Plan(s_path);
        var expected = Table.Read(file, 0, file.Rows, "i").Single().Values;
        using var reader = Reader(file);

        foreach (var slice in slices.Split(' ').Select(s => s.Split('+').Select(int.Parse).ToArray()))
            Assert.Equal(expected.Skip(slice[0]).Take(slice[1]), Read(reader, new InputSlice(0, slice[0], slice[1])));

        Assert.Equal(opened, _format.Opened);
    }

    [Fact]
    public void ReadNext_NextFile_GivesItsRows()
    {
        var file = Table.Plan(s_path);
        using var reader = Reader(file, file);

        Assert.Equal(10, Read(reader, new InputSlice(0, 0, 10)).Count);
        // The row that the other file would go on with.
        Assert.Equal(Table.Read(file, 10, 10, "i").Single().Values, Read(reader, new InputSlice(1, 10, 10)));
        Assert.Equal(2, _format.Opened);
    }

    SliceReader Reader(params InputFile[] files) => new(
        new ConversionPlan
        {
            Job = new(),
            Files = files,
            Columns = [],
            Features = [new() { Feature = "i", Column = "i", Type = "int32", IsList = false, Kind = FeatureKind.Int64 }],
            Tasks = [],
            Shards = [],
        },
        _format);

    static List<string> Read(SliceReader reader, InputSlice slice)
    {
        reader.Open(slice);
        Assert.Equal("i", reader.Schema.FieldsList.Single().Name);
        return Table.Read(reader).Single().Values;
    }

    sealed class CountingFormat : IInputFormat
    {
        readonly IInputFormat _parquet = new ParquetInputFormat();

        public int Opened { get; private set; }

        public FileFooter ReadFooter(string path) => _parquet.ReadFooter(path);

        public IRecordBatchSource Open(InputFile file, long firstRow, long rows, IReadOnlyList<string> columns)
        {
            Opened++;
            return _parquet.Open(file, firstRow, rows, columns);
        }

        public IRecordBatchWriter Create(string path, Schema schema) => _parquet.Create(path, schema);

        public void HandBackMemory() => _parquet.HandBackMemory();
    }
}
