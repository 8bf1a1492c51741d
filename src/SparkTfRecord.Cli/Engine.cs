using SparkTfRecord.Parquet;
using SparkTfRecord.Serving;
using SparkTfRecord.Storage;
using SparkTfRecord.Tasks;

namespace SparkTfRecord.Cli;

/// <summary>Puts the parts together.</summary>
static class Engine
{
    /// <summary>The engine of one machine: Parquet files, local storage, warm-up files.</summary>
    public static Converter Local() => new(new ParquetInputFormat(), new LocalStorage(), new WarmupWriter());
}
