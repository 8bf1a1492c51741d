using System.Globalization;

namespace SparkTfRecord.Spark.Worker;

/// <summary>Keeps the managed heap within what the executor grants (spark.executor.pyspark.memory).</summary>
static class WorkerHeap
{
    /// <summary>Cores of an executor, by which Spark divides the grant; the driver sets it. A daemon's workers are one process and share the whole.</summary>
    public const string CoresVariable = "SPARKTFRECORD_EXECUTOR_CORES";

    const string GrantVariable = "PYSPARK_EXECUTOR_MEMORY_MB";

    /// <summary>Sets the limit if Spark granted one; without, the runtime obeys the container's.</summary>
    /// <param name="daemon">Whether all of the executor's tasks run in this process, not only one.</param>
    public static void Limit(bool daemon)
    {
        if (Read(GrantVariable) is not { } megabytes)
            return;
        var shares = daemon ? Math.Max(1, Read(CoresVariable) ?? 1) : 1;
        var bytes = megabytes * shares << 20;
        AppContext.SetData("GCHeapHardLimit", (ulong)bytes);
        GC.RefreshMemoryLimit();
    }

    static long? Read(string name) =>
        long.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
}
