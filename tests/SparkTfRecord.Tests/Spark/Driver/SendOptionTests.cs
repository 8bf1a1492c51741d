using Apache.Arrow;
using Apache.Arrow.Types;
using SparkTfRecord.Spark.Driver;
using SparkTfRecord.Spark.Worker;

namespace SparkTfRecord.Tests.Spark.Driver;

public sealed class SendOptionTests
{
    const string Rows = "spark.sql.execution.arrow.maxRecordsPerBatch";
    const string Read = "spark.sql.parquet.columnarReaderBatchSize";
    const string Buffer = "io.file.buffer.size";

    static readonly StructType s_image = new([new Field("bytes", BinaryType.Default, nullable: true), new Field("path", StringType.Default, nullable: true)]);

    [Fact]
    public void Of_NumbersOnly_LeavesSparkAsItIs() => Assert.Empty(Of("3.5.9", FloatType.Default, Int64Type.Default));

    [Fact]
    public void Of_StringsOrLists_BoundsTheRowsSent()
    {
        Assert.Equal([(Rows, "1000")], Of("3.3.4", FloatType.Default, StringType.Default));
        Assert.Equal([(Rows, "1000")], Of("3.5.9", new ListType(FloatType.Default)));
        Assert.Empty(Of("4.0.0", FloatType.Default, StringType.Default));
    }

    [Fact]
    public void Of_BinaryAnywhere_BoundsWhatIsReadAndReadsLargePagesInLargerParts()
    {
        IArrowType[] types = [BinaryType.Default, s_image, new ListType(s_image), new MapType(StringType.Default, BinaryType.Default)];
        Assert.All(types, type =>
        {
            Assert.Equal([(Rows, "16"), (Read, "256"), (Buffer, "1048576")], Of("3.5.9", Int64Type.Default, type));
            Assert.Equal([(Read, "256")], Of("4.0.0", Int64Type.Default, type));
        });
    }

    [Fact]
    public void Of_LongRows_AsksForFewer()
    {
        Assert.Equal([(Rows, "100"), (Read, "256"), (Buffer, "1048576")], Of("3.5.9", 100, BinaryType.Default));
        Assert.Equal([(Rows, "100"), (Read, "69"), (Buffer, "1048576")], Of("3.5.9", 60_000, BinaryType.Default));
        Assert.Equal([(Rows, "1"), (Read, "1"), (Buffer, "1048576")], Of("3.5.9", 100 << 20, BinaryType.Default));
        Assert.Equal([(Rows, "83")], Of("3.5.9", 100_000, StringType.Default));
    }

    [Fact]
    public void Of_BufferOfFiles_IsLeftToTheUserUnderItsNameInSpark() =>
        Assert.Equal([Rows, Read, "spark.buffer.size"], Options("3.4.1", 1, BinaryType.Default).Select(o => o.UserKey));

    static IEnumerable<(string, string)> Of(string version, params IArrowType[] types) => Of(version, 1, types);

    static IEnumerable<(string, string)> Of(string version, long rowBytes, params IArrowType[] types) => Options(version, rowBytes, types).Select(o => (o.Key, o.Value));

    static IEnumerable<SendOption> Options(string version, long rowBytes, params IArrowType[] types) =>
        SendOption.Of(new Schema(types.Select((t, i) => new Field($"c{i}", t, nullable: true)), null), rowBytes, SparkVersion.Parse(version));
}
