using System.Diagnostics;
using System.Globalization;

namespace SparkTfRecord.Spark.Hadoop;

/// <summary>
/// How a worker starts a Java process of its own that has Hadoop's classes: with the Java, the class path and the directory of the executor that has started the worker. All of it is Spark's,
/// and main is the class of Py4J's server.
/// </summary>
/// <param name="Java">The path of java.</param>
/// <param name="ClassPath">The class path.</param>
/// <param name="Kept">Options of the executor that say where security settings and networks are.</param>
/// <param name="Directory">The executor's directory, at which relative parts of the class path begin.</param>
sealed record HelperCommand(string Java, string ClassPath, IReadOnlyList<string> Kept, string Directory)
{
    static readonly string[] s_classPathOptions = ["-cp", "-classpath", "--class-path"];
    static readonly string[] s_kept = ["-Djava.", "-Djavax.", "-Dsun.", "-Dhadoop.", "--add-opens="];

    /// <summary>By the nearest Java process above this one: between them may stand a shell.</summary>
    /// <exception cref="IOException">There is none.</exception>
    public static HelperCommand OfParent()
    {
        for (var process = ParentOf("self"); process > 1; process = ParentOf($"{process}"))
        {
            if (new FileInfo($"/proc/{process}/exe").LinkTarget is { } java && Path.GetFileName(java) == "java")
            {
                var arguments = File.ReadAllText($"/proc/{process}/cmdline").Split('\0');
                return Of(java, arguments, Environment.GetEnvironmentVariable("CLASSPATH"), new FileInfo($"/proc/{process}/cwd").LinkTarget!);
            }
        }
        Throw.NoJavaAbove();
        return null;
    }

    /// <summary>By what is known of a Java process.</summary>
    /// <param name="java">Its program.</param>
    /// <param name="arguments">Its command line.</param>
    /// <param name="variable">CLASSPATH, which YARN sets instead of an option.</param>
    /// <param name="directory">Its directory.</param>
    /// <exception cref="IOException">It has no class path.</exception>
    public static HelperCommand Of(string java, IReadOnlyList<string> arguments, string? variable, string directory)
    {
        var classPath = variable;
        var kept = new List<string>();
        for (var i = 1; i < arguments.Count && arguments[i].StartsWith('-'); i++) // then comes the main class
        {
            if (s_classPathOptions.Contains(arguments[i]) && i + 1 < arguments.Count)
                classPath = arguments[++i];
            else if (s_kept.Any(k => arguments[i].StartsWith(k, StringComparison.Ordinal)))
                kept.Add(arguments[i]);
        }
        if (string.IsNullOrEmpty(classPath))
            Throw.NoClassPath(java);
        return new(java, classPath, kept, directory);
    }

    /// <summary>A process that prints the server's port and secret, and ends with its standard input, however the worker ends.</summary>
    /// <remarks>Small and quick to start: 150 MB, and it compiles nothing it does not run often.</remarks>
    public ProcessStartInfo ToStartInfo()
    {
        var start = new ProcessStartInfo(Java, [
            "-XX:+IgnoreUnrecognizedVMOptions", // Spark gives --add-opens to Java 8 too
            "-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto", .. Kept, "-cp", ClassPath, "py4j.GatewayServer", "--die-on-broken-pipe", "--enable-auth", "0"])
        {
            WorkingDirectory = Directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // Agents print to standard output.
        start.Environment.Remove("JAVA_TOOL_OPTIONS");
        start.Environment.Remove("JDK_JAVA_OPTIONS");
        // Spark's tasks act for this user, whoever the executor's is. With Kerberos the variable means nothing.
        if (Environment.GetEnvironmentVariable("SPARK_USER") is { Length: > 0 } user)
            start.Environment.TryAdd("HADOOP_USER_NAME", user);
        return start;
    }

    // proc(5): behind the name, which is in parentheses, stand the state and the parent.
    static int ParentOf(string process)
    {
        var text = File.ReadAllText($"/proc/{process}/stat");
        return int.Parse(text[(text.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
    }
}
