using System.Diagnostics.CodeAnalysis;
using SparkTfRecord.Spark.Worker;

namespace SparkTfRecord.Spark;

static partial class Throw
{
    [DoesNotReturn]
    public static void UnknownHeader(string versionText, Exception? cause = null) => throw new InvalidDataException(
        $"The header that Spark sends for a task ('{versionText}') is laid out in a way this program does not know; it knows Spark {SparkVersion.Oldest} to {SparkVersion.Newest}.", cause);

    [DoesNotReturn]
    public static void BadLength(int length, int most = int.MaxValue) =>
        throw new InvalidDataException($"Spark sent the length {length} where one of 0 to {most} was expected; the connection is out of step.");

    [DoesNotReturn]
    public static void UnexpectedEvalType(int found, int expected) =>
        throw new InvalidDataException($"Spark runs a function of eval type {found}; this worker expects {expected} (map in Arrow). Only SparkTfRecord's own driver can use it.");

    [DoesNotReturn]
    public static void UnexpectedCount(string what, int count) =>
        throw new InvalidDataException($"Spark sent {count} {what} for one task; expected 1.");

    [DoesNotReturn]
    public static void BarrierTask() => throw new NotSupportedException("The task runs in barrier mode; conversion tasks never do.");

    [DoesNotReturn]
    public static void EncryptedBroadcast() => throw new NotSupportedException("Spark sends broadcast variables to this worker; conversion tasks have none.");

    [DoesNotReturn]
    public static void MissingVariable(string name) =>
        throw new InvalidOperationException($"{name} is not set: only Spark starts a worker ('-m pyspark.daemon', '-m pyspark.worker').");

    [DoesNotReturn]
    public static void WrongSecret() => throw new UnauthorizedAccessException("The other side does not know the secret that Spark shares with its workers.");

    [DoesNotReturn]
    public static void NotOneStruct(string schema) =>
        throw new InvalidDataException($"Spark sent the columns {schema}; expected one struct that holds all columns.");

    [DoesNotReturn]
    public static void UnexpectedEnd(int found) =>
        throw new InvalidDataException($"Spark sent {found} behind the rows of a task; expected {SpecialLength.EndOfStream}.");

    [DoesNotReturn]
    public static void BatchTooLong(Exception cause) => throw new InvalidDataException(
        "A record batch from Spark is longer than 2 GiB; lower spark.sql.execution.arrow.maxRecordsPerBatch so that a batch of the longest rows stays below.", cause);

    [DoesNotReturn]
    public static void StagingNotShared(string directory, string worker) => throw new IOException(
        $"{directory}: the executor on {worker} does not see this directory, which the driver has made; the output must be on storage that driver and executors share, under the same path.");

    [DoesNotReturn]
    public static void InputNotShared(string path, string worker) => throw new IOException(
        $"{path}: the executor on {worker} does not see this file, which the driver has planned with; the input must be on storage that driver and executors share, under the same path, or on HDFS, from where Spark reads it. "
        + "If something has removed it meanwhile, run the job again.");

    [DoesNotReturn]
    public static void NoInputFormat() => throw new NotSupportedException(
        "This program's workers cannot open files themselves; begin it with SparkWorker.TryRun(args, new ParquetInputFormat()), or convert in DataFrame mode.");
}
