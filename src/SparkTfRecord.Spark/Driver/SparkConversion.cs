using SparkTfRecord.Planning;
using SparkTfRecord.Storage;
using SparkTfRecord.Tasks;

namespace SparkTfRecord.Spark.Driver;

/// <summary>A job on the Spark that started this process.</summary>
/// <param name="format">The format of the files that workers open themselves.</param>
/// <param name="storage">Where the output goes.</param>
/// <param name="warmup">Makes warm-up files; null: none.</param>
/// <param name="log">Hears one line about the way that is taken.</param>
sealed class SparkConversion(IInputFormat format, IStorage storage, IWarmupWriter? warmup, Action<string> log)
{
    /// <summary>Converts, as <see cref="Converter.Convert"/> does on one machine. A job that cannot be planned does not start Spark.</summary>
    public ConversionResult Convert(Job job, IConversionProgress? progress, CancellationToken cancellationToken)
    {
        SparkApplication? application = null;
        SparkApplication Start() => application ??= SparkApplication.Start();
        try
        {
            var engine = new SparkTaskEngine(Start, log);
            var result = new Converter(format, storage, warmup, engine).Convert(job, progress, cancellationToken);
            Start(); // On YARN a driver that ends well without ever having had a context has failed; mode ignore may have needed none.
            return result;
        }
        finally
        {
            application?.Dispose();
        }
    }
}
