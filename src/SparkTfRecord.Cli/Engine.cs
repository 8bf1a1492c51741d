using SparkTfRecord.Parquet;
using SparkTfRecord.Serving;
using SparkTfRecord.Spark.Driver;
using SparkTfRecord.Storage;
using SparkTfRecord.Tasks;

namespace SparkTfRecord.Cli;

/// <summary>Puts the parts together.</summary>
static class Engine
{
    /// <summary>The engine of one machine: Parquet files, local storage, warm-up files.</summary>
    public static Converter Local() => new(new ParquetInputFormat(), new LocalStorage(), new WarmupWriter());

    /// <summary>Converts where the program was started: on Spark under spark-submit, else on this machine.</summary>
    public static ConversionResult Convert(Job job, IConversionProgress progress, Session session)
    {
        if (!SparkApplication.IsDriver)
            return Local().Convert(job, progress, session.Stop);
        var spark = new SparkConversion(new ParquetInputFormat(), new LocalStorage(), new WarmupWriter(), line => session.Error.WriteLine($"sparktfrecord: {line}"));
        return spark.Convert(job, progress, session.Stop);
    }
}
