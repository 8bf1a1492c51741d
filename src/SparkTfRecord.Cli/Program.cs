using SparkTfRecord.Cli;
using SparkTfRecord.Parquet;
using SparkTfRecord.Spark.Driver;
using SparkTfRecord.Spark.Worker;

if (SparkWorker.TryRun(args, new ParquetInputFormat()))
    return Environment.ExitCode;
using var signals = new Signals();
return CommandLine.Run(SparkApplication.ArgumentsOf(args), Session.OfProcess(signals));
