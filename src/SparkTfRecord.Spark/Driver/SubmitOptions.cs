namespace SparkTfRecord.Spark.Driver;

/// <summary>The options of spark-submit that were typed, and those added to them; what the user says stands.</summary>
sealed class SubmitOptions(List<string> arguments)
{
    /// <summary>All of them.</summary>
    public IReadOnlyList<string> Arguments => arguments;

    /// <summary>True when the driver runs on the cluster too.</summary>
    public bool IsCluster => (Value("--deploy-mode") ?? Conf("spark.submit.deployMode")) == "cluster";

    /// <summary>True when everything runs on this machine, which is Spark's default.</summary>
    public bool IsLocal => Master.StartsWith("local", StringComparison.Ordinal);

    /// <summary>True on YARN.</summary>
    public bool IsYarn => Master.StartsWith("yarn", StringComparison.Ordinal);

    string Master => Value("--master") ?? Conf("spark.master") ?? "local[*]";

    /// <summary>Sets a configuration property unless the user did.</summary>
    public void AddConf(string key, string value)
    {
        if (Conf(key) is null)
            arguments.AddRange(["--conf", $"{key}={value}"]);
    }

    /// <summary>Adds to an option that takes a list, of which spark-submit heeds only the last.</summary>
    public void AddTo(string option, string item)
    {
        var index = arguments.FindLastIndex(a => a == option);
        if (index >= 0 && index + 1 < arguments.Count)
            arguments[index + 1] += $",{item}";
        else
            arguments.AddRange([option, item]);
    }

    string? Value(string option)
    {
        var index = arguments.FindLastIndex(a => a == option);
        if (index >= 0 && index + 1 < arguments.Count)
            return arguments[index + 1];
        return arguments.FindLast(a => a.StartsWith($"{option}=", StringComparison.Ordinal))?[(option.Length + 1)..];
    }

    string? Conf(string key) => arguments.FindLast(a => a.StartsWith($"{key}=", StringComparison.Ordinal))?[(key.Length + 1)..];
}
