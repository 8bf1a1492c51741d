using SparkTfRecord.Planning;
using SparkTfRecord.Spark.Session;
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
    /// <summary>Converts, as <see cref="Converter.Convert"/> does on one machine. A job that cannot be planned without Spark does not start it.</summary>
    public ConversionResult Convert(Job job, IConversionProgress? progress, CancellationToken cancellationToken)
    {
        SparkApplication? application = null;
        SparkApplication Start() => application ??= SparkApplication.Start();
        try
        {
            var result = Convert(job, Start, progress, cancellationToken);
            Start(); // On YARN a driver that ends well without ever having had a context has failed; mode ignore may have needed none.
            return result;
        }
        finally
        {
            application?.Dispose();
        }
    }

    /// <summary>The same on an application that is started when first asked for.</summary>
    internal ConversionResult Convert(Job job, Func<SparkApplication> start, IConversionProgress? progress, CancellationToken cancellationToken)
    {
        var choice = ModeChoice.Of(job, storage, cancellationToken);
        if (choice.Scan)
        {
            log($"scan mode: {choice.Reason}");
            return new Converter(format, storage, warmup, new ScanEngine(start)).Convert(job, progress, cancellationToken);
        }
        log($"DataFrame mode: {choice.Reason}");
        var application = start();
        using var table = SparkInput.Open(application.Session, Placeholders.Resolve(job, Environment.GetEnvironmentVariable).Input);
        var schema = SparkSchema.ToArrow(table.SchemaJson(), application.Session.Option("spark.sql.session.timeZone") ?? "UTC");
        application.PrepareToSend(schema);
        return new Converter(format, storage, warmup, new DataFrameEngine(application, table), new DataFramePlanner(schema)).Convert(job, progress, cancellationToken);
    }
}
