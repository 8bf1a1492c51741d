using System.Diagnostics.CodeAnalysis;

namespace SparkTfRecord.Spark;

static partial class Throw
{
    [DoesNotReturn]
    public static void HadoopRefused(string what, string path) => throw new IOException($"{path}: Hadoop's storage does not {what} and does not say why.");

    [DoesNotReturn]
    public static void NoJavaAbove() => throw new IOException("No Java process has started this worker: there is none to learn from how Hadoop's storage is reached.");

    [DoesNotReturn]
    public static void NoClassPath(string java) => throw new IOException(
        $"The executor ({java}) has neither -cp on its command line nor CLASSPATH in its environment: there is no telling how Hadoop's storage is reached.");

    [DoesNotReturn]
    public static void HelperDoesNotStart(string java, string errors) => throw new IOException(
        $"{java}: the process that is to reach Hadoop's storage does not start; about 200 MB beside the executor are needed (spark.executor.memoryOverhead). It wrote: {errors}");

    [DoesNotReturn]
    public static void HelperDied(string path, string errors) => throw new IOException(
        $"{path}: the process that puts files there died twice; about 200 MB beside the executor are needed (spark.executor.memoryOverhead). It wrote: {errors}");

    [DoesNotReturn]
    public static void StagingGone(string directory) => throw new IOException($"{directory}: is gone; the job has ended, or another one took the output.");

    [DoesNotReturn]
    public static void NotAsWritten(IReadOnlyList<string> faults) => throw new InvalidDataException(
        $"{faults[0]} What was written does not read back; nothing was published. Check the storage and run the job again.");
}
