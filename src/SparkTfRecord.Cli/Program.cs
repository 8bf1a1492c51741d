using SparkTfRecord.Cli;
using SparkTfRecord.Parquet;
using SparkTfRecord.Spark;

if (SparkWorker.TryRun(args, new ParquetInputFormat()))
    return Environment.ExitCode;
using var signals = new Signals();
return CommandLine.Run(args, Session.OfProcess(signals));
