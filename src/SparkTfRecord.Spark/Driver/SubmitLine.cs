using System.Runtime.InteropServices;

namespace SparkTfRecord.Spark.Driver;

/// <summary>The spark-submit that runs this program on a cluster: what <c>sparktfrecord submit</c> starts or prints.</summary>
/// <param name="Program">The path of spark-submit.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="Environment">Environment variables that are added for it.</param>
/// <param name="HidesFailure">True where it ends with 0 however the driver ended.</param>
sealed record SubmitLine(string Program, IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string> Environment, bool HidesFailure = false)
{
    /// <summary>The release archive's name, for nodes with processors of this machine's kind.</summary>
    public static string ArchiveName { get; } = $"sparktfrecord-linux-{(RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "arm64" : "x64")}.tar.gz";

    // The archive is unpacked to a directory of this name where driver and executors run.
    const string Shipped = "sparktfrecord";
    const string ShippedProgram = $"./{Shipped}/sparktfrecord";

    /// <summary>Completes what was typed: <c>[options of spark-submit] -- verb [our options]</c>.</summary>
    /// <param name="typed">The arguments behind <c>submit</c>.</param>
    /// <param name="program">This program's path.</param>
    /// <param name="variable">Reads an environment variable.</param>
    /// <exception cref="PlanException">Something is missing.</exception>
    public static SubmitLine Of(IReadOnlyList<string> typed, string program, Func<string, string?> variable)
    {
        var dashes = typed.ToList().IndexOf("--");
        if (dashes < 0 || dashes == typed.Count - 1)
            throw new PlanException("submit: behind '--' stands what to run, such as: sparktfrecord submit --master yarn -- convert --job job.json");
        if (Path.GetFileNameWithoutExtension(program) == "dotnet")
            throw new PlanException("submit: Spark cannot start this program the way it was started, through dotnet; install it with dotnet tool install -g SparkTfRecord.Tool, or use the release archive.");
        var submit = FindSubmit(variable);
        var home = Path.GetDirectoryName(Path.GetDirectoryName(submit))!;
        List<string> theirs = [.. typed.Take(dashes)];
        var ours = WithJobApart(typed.Skip(dashes + 1));
        var options = new SubmitOptions(theirs, SubmitDefaults.Read(theirs, home, variable));
        var environment = new Dictionary<string, string>();
        var script = Path.Combine(AppContext.BaseDirectory, "convert.py");
        if (options.IsCluster && (options.IsLocal || options.IsStandalone))
            throw new PlanException("submit: Spark has no cluster mode for such programs there; leave --deploy-mode out, then the driver runs on this machine.");
        if (options.IsKubernetes)
            return KubernetesSubmit.Complete(submit, options, program, script, ours);
        if (options.IsLocal)
            options.AddProgram("spark.pyspark.driver.python", program);
        else
            Ship(options, program, variable);
        if (options.IsYarn)
            PrepareYarn(options, home, variable, environment);
        if (options.IsCluster)
            PassJob(ours, file => ShipJobFile(options, file));
        if (options.IsCluster && options.IsYarn)
            RefuseBackTicks(ours);
        return new(submit, [.. options.Arguments, script, .. ours], environment);
    }

    /// <summary>The line as one would type it into a shell.</summary>
    public override string ToString() =>
        string.Join(' ', Environment.Select(e => $"{e.Key}={ShellWord.Of(e.Value)}").Append(ShellWord.Of(Program)).Concat(Arguments.Select(ShellWord.Of)));

    static void Ship(SubmitOptions options, string program, Func<string, string?> variable)
    {
        options.AddTo("--archives", "spark.archives", $"{FindArchive(program, variable)}#{Shipped}");
        options.AddProgram("spark.pyspark.python", ShippedProgram);
        options.AddProgram("spark.pyspark.driver.python", options.IsCluster ? ShippedProgram : program);
    }

    // As two words, however it was typed.
    static List<string> WithJobApart(IEnumerable<string> ours) => [.. ours.SelectMany(a => a.StartsWith("--job=", StringComparison.Ordinal) ? ["--job", a["--job=".Length..]] : new[] { a })];

    /// <summary>Gives the driver another word for the job file, where one is named.</summary>
    public static void PassJob(List<string> ours, Func<string, string> word)
    {
        var index = ours.IndexOf("--job") + 1;
        if (index > 0 && index < ours.Count && ours[index] is not ['-' or '{', ..])
            ours[index] = word(ours[index]);
    }

    /// <summary>A driver on the cluster finds the job file in its working directory.</summary>
    static string ShipJobFile(SubmitOptions options, string file)
    {
        options.AddTo("--files", "spark.files", file);
        return Path.GetFileName(file);
    }

    /// <summary>
    /// A failed driver is not started again: whoever scheduled the job knows better whether to. And YARN wants to ship PySpark, which nobody
    /// opens here: where this Spark has none, an empty archive will do.
    /// </summary>
    static void PrepareYarn(SubmitOptions options, string home, Func<string, string?> variable, Dictionary<string, string> environment)
    {
        options.AddConf("spark.yarn.maxAppAttempts", "1");
        ExecutorMemory.AddOverhead(options);
        if (variable("PYSPARK_ARCHIVES_PATH") is null && !File.Exists(Path.Combine(home, "python", "lib", "pyspark.zip")))
            environment["PYSPARK_ARCHIVES_PATH"] = Path.Combine(AppContext.BaseDirectory, "empty.zip");
    }

    /// <summary>The line by which a node of YARN starts the driver is expanded by a shell; Spark escapes all that is special there but these.</summary>
    static void RefuseBackTicks(List<string> ours)
    {
        if (ours.Find(a => a.Contains('`', StringComparison.Ordinal)) is { } argument)
            throw new PlanException($"submit: in YARN's cluster mode a shell takes what stands between back-ticks for a command: {argument}; write it into the job file.");
    }

    static string FindSubmit(Func<string, string?> variable)
    {
        var places = variable("SPARK_HOME") is { Length: > 0 } home
            ? [Path.Combine(home, "bin", "spark-submit")]
            : (variable("PATH") ?? "").Split(Path.PathSeparator).Select(d => Path.Combine(d, "spark-submit"));
        return places.FirstOrDefault(File.Exists)
            ?? throw new PlanException("submit: there is no spark-submit; set SPARK_HOME, or put Spark's bin directory on the PATH.");
    }

    static string FindArchive(string program, Func<string, string?> variable)
    {
        const string Made = "artifacts/release";
        var beside = Path.GetDirectoryName(program)!;
        // Beside the program or the directory it is unpacked in; in a clone, where release.sh puts it, from out/bin and from the root.
        string[] directories = [beside, Path.Combine(beside, ".."), Path.Combine(beside, "..", "..", Made), Made];
        var places = variable("SPARKTFRECORD_ARCHIVE") is { Length: > 0 } named ? [named] : directories.Select(d => Path.Combine(d, ArchiveName));
        return places.Select(Path.GetFullPath).FirstOrDefault(File.Exists)
            ?? throw new PlanException($"submit: there is no {ArchiveName} to ship; make it with deploy/release.sh, or name it in SPARKTFRECORD_ARCHIVE.");
    }
}
