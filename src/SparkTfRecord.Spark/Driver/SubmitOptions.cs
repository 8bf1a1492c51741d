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

    /// <summary>An option's value, the last of those typed, which is what spark-submit heeds; null: not typed.</summary>
    public string? Value(string option)
    {
        var joined = $"{option}=";
        return IndexOf(option) is not (>= 0 and var index) ? null
            : arguments[index].StartsWith(joined, StringComparison.Ordinal) ? arguments[index][joined.Length..] : arguments[index];
    }

    /// <summary>A configuration property, typed or of the properties file; null: not set.</summary>
    public string? Setting(string key) => Conf(key) ?? defaults.GetValueOrDefault(key);

    /// <summary>Sets a configuration property unless the user has.</summary>
    public void AddConf(string key, string value)
    {
        if (Setting(key) is null)
            arguments.AddRange(["--conf", $"{key}={value}"]);
    }

    /// <summary>Names the program that starts in the place of Python, unless the user has; the Python that a properties file names for others does not run it.</summary>
    /// <returns>What is named now.</returns>
    public string AddProgram(string key, string program)
    {
        var named = Conf(key) ?? (defaults.GetValueOrDefault(key) is { } file && Path.GetFileName(file) == "sparktfrecord" ? file : null);
        if (named is null)
            arguments.AddRange(["--conf", $"{key}={program}"]);
        return named ?? program;
    }

    /// <summary>Adds to an option that takes a list, of which spark-submit heeds only the last, and its property not at all where the option is typed.</summary>
    public void AddTo(string option, string key, string item)
    {
        if (IndexOf(option) is var index and >= 0)
            arguments[index] += $",{item}";
        else
            arguments.AddRange([option, Setting(key) is { } set ? $"{set},{item}" : item]);
    }

    /// <summary>A configuration property that was typed; null: not typed.</summary>
    string? Conf(string key)
    {
        const string Joined = "--conf=";
        return arguments.Select(a => a.StartsWith(Joined, StringComparison.Ordinal) ? a[Joined.Length..] : a)
            .LastOrDefault(a => a.StartsWith($"{key}=", StringComparison.Ordinal))?[(key.Length + 1)..];
    }

    /// <summary>Where the option's last value stands: <c>--option value</c> or <c>--option=value</c>.</summary>
    int IndexOf(string option)
    {
        var index = arguments.FindLastIndex(a => a == option || a.StartsWith($"{option}=", StringComparison.Ordinal));
        return index < 0 || arguments[index] != option ? index : index + 1 < arguments.Count ? index + 1 : -1;
    }
}
