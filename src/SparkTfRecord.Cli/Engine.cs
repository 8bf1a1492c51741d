using SparkTfRecord.Parquet;
using SparkTfRecord.Serving;
using SparkTfRecord.Spark;

namespace SparkTfRecord.Cli;

/// <summary>Puts the parts together.</summary>
static class Engine
{
    /// <summary>The engine of one machine: Parquet files, local storage, warm-up files.</summary>
    public static Converter Local() => new(new ParquetInputFormat(), new WarmupWriter());

    /// <summary>Converts where the program was started: on Spark under spark-submit, else on this machine.</summary>
    public static ConversionResult Convert(Job job, IProgress<ConversionProgress> progress, Session session)
    {
        if (!SparkConverter.IsDriver)
            return Local().Convert(job, progress, session.Stop);
        var spark = new SparkConverter(new ParquetInputFormat(), new WarmupWriter(), line => session.Error.WriteLine($"sparktfrecord: {line}"));
        return spark.Convert(job, progress, session.Stop);
    }
}
