namespace SparkTfRecord.Spark.Driver;

/// <summary>The options of spark-submit that were typed, and those added to them; what the user says stands.</summary>
/// <param name="arguments">What was typed.</param>
/// <param name="defaults">The properties file that spark-submit reads; what is typed wins over it.</param>
sealed class SubmitOptions(List<string> arguments, IReadOnlyDictionary<string, string> defaults)
{
    /// <summary>All of them.</summary>
    public IReadOnlyList<string> Arguments => arguments;

    /// <summary>True when the driver runs on the cluster too.</summary>
    public bool IsCluster => (Value("--deploy-mode") ?? Setting("spark.submit.deployMode")) == "cluster";

    /// <summary>True when everything runs on this machine, which is Spark's default.</summary>
    public bool IsLocal => Master.StartsWith("local", StringComparison.Ordinal);

    /// <summary>True on Spark's own cluster.</summary>
    public bool IsStandalone => Master.StartsWith("spark:", StringComparison.Ordinal);

    /// <summary>True on YARN.</summary>
    public bool IsYarn => Master.StartsWith("yarn", StringComparison.Ordinal);

    /// <summary>True on Kubernetes.</summary>
    public bool IsKubernetes => Master.StartsWith("k8s:", StringComparison.Ordinal);

    string Master => Value("--master") ?? Setting("spark.master") ?? "local[*]";

    /// <summary>An option's value; null: not typed.</summary>
    public string? Value(string option)
    {
        var index = arguments.FindLastIndex(a => a == option);
        if (index >= 0 && index + 1 < arguments.Count)
            return arguments[index + 1];
        return arguments.FindLast(a => a.StartsWith($"{option}=", StringComparison.Ordinal))?[(option.Length + 1)..];
    }

    /// <summary>A configuration property, typed or of the properties file; null: not set.</summary>
    public string? Setting(string key) => Conf(key) ?? defaults.GetValueOrDefault(key);

    /// <summary>Sets a configuration property unless it was typed.</summary>
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

    /// <summary>A configuration property that was typed; null: not typed.</summary>
    public string? Conf(string key)
    {
        const string Joined = "--conf=";
        return arguments.Select(a => a.StartsWith(Joined, StringComparison.Ordinal) ? a[Joined.Length..] : a)
            .LastOrDefault(a => a.StartsWith($"{key}=", StringComparison.Ordinal))?[(key.Length + 1)..];
    }
}
