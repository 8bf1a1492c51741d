namespace SparkTfRecord.Spark.Driver;

/// <summary>The properties file that spark-submit reads: --properties-file, else conf/spark-defaults.conf.</summary>
static class SubmitDefaults
{
    /// <summary>What it says; empty when there is none.</summary>
    /// <param name="typed">The options that were typed.</param>
    /// <param name="submit">The path of spark-submit.</param>
    /// <param name="variable">Reads an environment variable.</param>
    public static IReadOnlyDictionary<string, string> Read(List<string> typed, string submit, Func<string, string?> variable)
    {
        var directory = variable("SPARK_CONF_DIR") ?? Path.Combine(Path.GetDirectoryName(Path.GetDirectoryName(submit))!, "conf");
        var file = new SubmitOptions(typed, new Dictionary<string, string>()).Value("--properties-file") ?? Path.Combine(directory, "spark-defaults.conf");
        var properties = new Dictionary<string, string>();
        // One that was named and is not there is spark-submit's to refuse.
        foreach (var line in File.Exists(file) ? File.ReadLines(file).Select(l => l.Trim()) : [])
        {
            if (line is not ['#' or '!', ..] && line.IndexOfAny([' ', '\t', '=', ':']) is var end and > 0)
                properties[line[..end]] = line[end..].TrimStart(' ', '\t').TrimStart('=', ':').TrimStart();
        }
        return properties;
    }
}
