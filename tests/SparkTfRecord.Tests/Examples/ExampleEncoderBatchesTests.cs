using Apache.Arrow;
using Apache.Arrow.Types;
using SparkTfRecord.Examples;
using SparkTfRecord.Records;
using SparkTfRecord.Tests.Support;
using Table = SparkTfRecord.Tests.Support.Table;

namespace SparkTfRecord.Tests.Examples;

/// <summary>The encoder as programs use it: a schema, batches, examples.</summary>
public sealed class ExampleEncoderBatchesTests : IDisposable
{
    readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("breast_cancer")]
    [InlineData("sentences")]
    public void Encode_GoldenPair_WritesTensorFlowsFile(string name)
    {
        var path = Golden.Path($"pairs/{name}.parquet");
        var file = Table.Plan(path);
        using var source = Table.Parquet.Open(file, 0, file.Rows, [.. Table.Parquet.ReadFooter(path).Schema.FieldsList.Select(f => f.Name)]);
        var encoder = new ExampleEncoder(source.Schema);
        using (var writer = new TfRecordWriter(_directory["rows.tfrecord"]))
        {
            while (source.ReadNext() is { } batch)
            {
                foreach (var example in encoder.Encode(batch))
                    writer.Write(example.Span);
            }
            writer.Complete();
        }

        Assert.Equal(File.ReadAllBytes(Golden.Path($"pairs/{name}.tfrecord")), File.ReadAllBytes(_directory["rows.tfrecord"]));
    }

    [Fact]
    public void Encode_JobWithFeatures_FollowsIt()
    {
        var batch = Batch(new Int64Array.Builder().Append(7).Build());

        var example = Assert.Single(new ExampleEncoder(batch.Schema, new() { Features = new Dictionary<string, FeatureOptions> { ["y"] = new() { Column = "x" } } }).Encode(batch));

        // features { feature { key "y" value { int64_list { value [7] } } } }
        Assert.Equal([0x0A, 0x0C, 0x0A, 0x0A, 0x0A, 1, (byte)'y', 0x12, 5, 0x1A, 3, 0x0A, 1, 7], example.ToArray());
    }

    [Fact]
    public void Encode_BadRow_TellsRowColumnAndWayOutBehindTheRowsBefore()
    {
        var batch = Batch(new DoubleArray.Builder().Append(1).Append(2).Append(1e300).Build());
        var given = 0;

        var error = Assert.Throws<InvalidDataException>(() =>
        {
            foreach (var _ in new ExampleEncoder(batch.Schema).Encode(batch))
                given++;
        });

        Assert.StartsWith("row 2 of the batch, column 'x': value 1E+300: ", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, given);
    }

    [Fact]
    public void Encode_BatchOfAnotherSchema_IsRefused()
    {
        var encoder = new ExampleEncoder(Batch(new Int64Array.Builder().Append(7).Build()).Schema);

        Assert.Throws<ArgumentException>(() => encoder.Encode(Batch(new DoubleArray.Builder().Append(7).Build())));
    }

    [Fact]
    public void New_ImpossibleJob_TellsAllProblems()
    {
        var job = new Job { Features = new Dictionary<string, FeatureOptions> { ["z"] = new(), ["x"] = new() { As = FeatureAs.Raw } } };

        var error = Assert.Throws<PlanException>(() => new ExampleEncoder(new Schema([new("x", Int64Type.Default, false)], null), job));

        Assert.Equal(2, error.Problems.Count);
    }

    static RecordBatch Batch(IArrowArray x) => new(new Schema([new("x", x.Data.DataType, true)], null), [x], x.Length);
}
