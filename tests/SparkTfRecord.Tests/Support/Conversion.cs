using SparkTfRecord.Parquet;
using SparkTfRecord.Publishing;
using SparkTfRecord.Serving;
using SparkTfRecord.Storage;

namespace SparkTfRecord.Tests.Support;

/// <summary>Conversions on this machine, as a program does them that has the package of each kind.</summary>
static class Conversion
{
    public static ConversionResult Of(Job job, IProgress<ConversionProgress>? progress = null, CancellationToken? stop = null) =>
        new Converter(new ParquetInputFormat(), new LocalStorage(), new WarmupWriter()).Convert(job, progress, stop ?? TestContext.Current.CancellationToken);

    /// <summary>What is wrong with data sets or files.</summary>
    public static IReadOnlyList<string> Faults(params string[] paths) =>
        new DataSetVerifier(new LocalStorage(), 2).Verify(paths, null, null, TestContext.Current.CancellationToken).Faults;
}
