using ParquetSharp.Arrow;
using SparkTfRecord.Examples;
using SparkTfRecord.Tests.Support;

namespace SparkTfRecord.Tests.Examples;

/// <summary>TensorFlow's own bytes for the rows of Parquet files.</summary>
public sealed class ExampleEncoderGoldenTests
{
    public static TheoryData<string> Pairs => ["breast_cancer", "lists", "scalars", "sentences"];

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task Encode_GoldenPair_EqualsTensorFlow(string name)
    {
        using var file = new FileReader(WithoutArrowSchema(await File.ReadAllBytesAsync(Golden.Path($"pairs/{name}.parquet"), TestContext.Current.CancellationToken)));
        var encoder = new ExampleEncoder(FeaturePlan.Compile(file.Schema, BatchEncoding.PlainMappings(file.Schema)));
        using var batches = file.GetRecordBatchReader();
        var records = new MemoryStream();
        while (await batches.ReadNextRecordBatchAsync(TestContext.Current.CancellationToken) is { } batch)
        {
            using (batch)
                records.Write(BatchEncoding.Encode(encoder, batch));
        }
        Assert.Equal(await File.ReadAllBytesAsync(Golden.Path($"pairs/{name}.tfrecord"), TestContext.Current.CancellationToken), records.ToArray());
    }

    /// <summary>Arrow C++ cannot read lists back as a fixed_size_list once one is null; without the schema that pyarrow stored they are plain lists.</summary>
    static MemoryStream WithoutArrowSchema(byte[] parquet)
    {
        var key = parquet.AsSpan().LastIndexOf("ARROW:schema"u8);
        if (key >= 0)
            parquet[key] = (byte)'_';
        return new MemoryStream(parquet);
    }
}
