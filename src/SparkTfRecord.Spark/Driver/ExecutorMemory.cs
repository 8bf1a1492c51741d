using System.Globalization;

namespace SparkTfRecord.Spark.Driver;

/// <summary>What an executor's container needs besides Java's heap where one that takes more is killed: what Spark reserves for Java, the worker, and the process that writes to HDFS.</summary>
static class ExecutorMemory
{
    const long Worker = 256, Thread = 64; // MiB, the bound that the README states
    const long LeastForJava = 384;
    const long Hadoop = 192; // always: whether the output is on HDFS may depend on the cluster's configuration

    /// <summary>Sets the overhead unless the user has set one, or a factor.</summary>
    public static void AddOverhead(SubmitOptions options)
    {
        string[] keys = ["spark.executor.memoryOverhead", "spark.executor.memoryOverheadFactor", "spark.kubernetes.memoryOverheadFactor"];
        var heap = Mebibytes(options.Value("--executor-memory") ?? options.Setting("spark.executor.memory") ?? "1g");
        var cores = Number(options.Value("--executor-cores") ?? options.Setting("spark.executor.cores") ?? "1");
        if (heap is { } memory && cores is { } threads && keys.All(k => options.Setting(k) is null))
            options.AddConf(keys[0], $"{Math.Max(LeastForJava, memory / 10) + Worker + (Thread * threads) + Hadoop}m");
    }

    // What is no size is Spark's to refuse.
    static long? Mebibytes(string size)
    {
        var digits = size.TrimEnd('b', 'B') is var text && text.Length > 0 && char.IsAsciiLetter(text[^1]) ? text[..^1] : text;
        return Number(digits) is not { } number ? null : char.ToUpperInvariant(text[^1]) switch
        {
            'K' => number / 1024,
            'M' => number,
            'G' => number * 1024,
            'T' => number * 1024 * 1024,
            _ => text == size ? number : number / 1024 / 1024,
        };
    }

    static long? Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
