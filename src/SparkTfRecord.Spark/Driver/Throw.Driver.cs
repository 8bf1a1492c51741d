using System.Diagnostics.CodeAnalysis;
using SparkTfRecord.Spark.Gateway;
using SparkTfRecord.Spark.Worker;

namespace SparkTfRecord.Spark;

static partial class Throw
{
    /// <summary>A worker's own words if it had some, else the first line of what Spark says.</summary>
    [DoesNotReturn]
    public static void SparkFailed(JavaException e)
    {
        if (WorkerFailure.Find(e.Message) is { } message)
            throw new InvalidDataException(message, e);
        throw new IOException($"Spark failed: {e.Line}.", e);
    }

    [DoesNotReturn]
    public static void ReportsIncomplete(int tasks, int reports) => throw new InvalidOperationException(
        $"Spark returned {reports} reports for {tasks} tasks: it lost or repeated one.");

    [DoesNotReturn]
    public static void FileNotVisible(string path, string worker) => throw new IOException(
        $"{path}: the executor on {worker} has written this file, but the driver does not see it; the output must be on storage that driver and executors share, under the same path.");
}
