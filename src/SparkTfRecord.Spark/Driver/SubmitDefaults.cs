namespace SparkTfRecord.Spark.Driver;

/// <summary>The properties files that spark-submit reads: --properties-file, else spark-defaults.conf; from Spark 4 on both, if asked to.</summary>
static class SubmitDefaults
{
    // Where packages that put a spark-submit of their own into /usr/bin have the configuration: EMR, Bigtop, CDH.
    const string OfPackages = "/etc/spark/conf";

    /// <summary>What they say; empty when there is none.</summary>
    /// <param name="typed">The options that were typed.</param>
    /// <param name="home">The directory above that of spark-submit.</param>
    /// <param name="variable">Reads an environment variable.</param>
    /// <exception cref="PlanException">It is not known where spark-defaults.conf is.</exception>
    public static IReadOnlyDictionary<string, string> Read(List<string> typed, string home, Func<string, string?> variable)
    {
        var properties = new Dictionary<string, string>();
        var named = new SubmitOptions(typed, properties).Value("--properties-file");
        if (named is null || typed.Contains("--load-spark-defaults"))
            Add(properties, Path.Combine(Directory(home, variable), "spark-defaults.conf"));
        if (named is not null)
            Add(properties, named);
        return properties;
    }

    static string Directory(string home, Func<string, string?> variable) =>
        variable("SPARK_CONF_DIR") is { Length: > 0 } named ? named
        : variable("SPARK_HOME") is { Length: > 0 } || File.Exists(Path.Combine(home, "bin", "spark-class")) ? Path.Combine(home, "conf")
        : System.IO.Directory.Exists(OfPackages) ? OfPackages
        : throw new PlanException($"submit: {home}/bin/spark-submit belongs to a Spark elsewhere, whose spark-defaults.conf counts; set SPARK_HOME to that Spark's directory.");

    static void Add(Dictionary<string, string> properties, string file)
    {
        // One that was named and is not there is spark-submit's to refuse.
        foreach (var line in File.Exists(file) ? File.ReadLines(file).Select(l => l.Trim()) : [])
        {
            if (line is not ['#' or '!', ..] && line.IndexOfAny([' ', '\t', '=', ':']) is var end and > 0)
                properties[line[..end]] = line[end..].TrimStart(' ', '\t').TrimStart('=', ':').TrimStart();
        }
    }
}
