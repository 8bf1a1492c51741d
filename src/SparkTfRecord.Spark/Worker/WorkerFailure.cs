namespace SparkTfRecord.Spark.Worker;

/// <summary>The text with which a worker tells Spark why a task failed. Spark carries it in an exception of its own; the driver finds it there again.</summary>
static class WorkerFailure
{
    const string Begin = "SparkTfRecord: ";
    const string End = "\n  -- worker on ";

    /// <summary>The message first, where the worker ran second, the stack trace last.</summary>
    public static string Describe(Exception e) =>
        $"{Begin}{e.Message}{End}{ConversionWorker.Place}\n{e}";

    /// <summary>The worker's message in the text of Spark's exception, or null when no worker spoke.</summary>
    public static string? Find(string text)
    {
        var begin = text.IndexOf(Begin, StringComparison.Ordinal);
        var end = begin < 0 ? -1 : text.IndexOf(End, begin, StringComparison.Ordinal);
        return end < 0 ? null : text[(begin + Begin.Length)..end];
    }
}
