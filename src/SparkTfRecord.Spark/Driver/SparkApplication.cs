using System.Globalization;
using Apache.Arrow;
using SparkTfRecord.Spark.Gateway;
using SparkTfRecord.Spark.Session;
using SparkTfRecord.Spark.Worker;

namespace SparkTfRecord.Spark.Driver;

/// <summary>The Spark application that spark-submit started this process to drive: gateway and session, ended when disposed of.</summary>
sealed class SparkApplication : IDisposable
{
    const string PortVariable = "PYSPARK_GATEWAY_PORT";
    const string SecretVariable = "PYSPARK_GATEWAY_SECRET";
    const string PythonOfAll = "spark.sql.execution.pyspark.python";

    // Isolation gives each session a directory of its own, in which a relative path of the worker program leads nowhere.
    static readonly KeyValuePair<string, string> s_noIsolation = new("spark.sql.artifact.isolation.enabled", "false");

    // Those without which Spark refuses to use Hive's catalog (SparkSession.hiveClassesArePresent).
    static readonly string[] s_hiveClasses = ["org.apache.spark.sql.hive.HiveSessionStateBuilder", "org.apache.hadoop.hive.conf.HiveConf"];

    /// <summary>An application whose session there is already.</summary>
    /// <param name="session">The session.</param>
    /// <param name="program">What executors start.</param>
    public SparkApplication(SparkSession session, WorkerProgram program)
    {
        (Session, WorkerProgram) = (session, program);
        // Spark from 4.1 on can compress what it sends to workers; on one machine that costs more than it saves.
        const string Codec = "spark.sql.execution.arrow.compression.codec";
        Replaced = session.Option(Codec) is { } codec and not "none" ? $"{Codec}={codec}" : null;
        session.SetOption(Codec, "none");
        // What sites want of Python is not for these workers: one that opens files itself is silent until it is done (4.1), and from 3.5 on another program can be named for all.
        session.SetOption("spark.sql.execution.pyspark.udf.killOnIdleTimeout", "false");
        if (session.Option(PythonOfAll) is not null)
            session.SetOption(PythonOfAll, program.Path);
    }

    /// <summary>Whether spark-submit started this process as its driver.</summary>
    public static bool IsDriver => Environment.GetEnvironmentVariable(PortVariable) is { Length: > 0 };

    /// <summary>The session.</summary>
    public SparkSession Session { get; }

    /// <summary>What executors start.</summary>
    public WorkerProgram WorkerProgram { get; }

    /// <summary>The compression that the user has set, and that is not obeyed; null: none.</summary>
    public string? Replaced { get; }

    /// <summary>
    /// The arguments of the program without the first, which spark-submit adds: the path of a Python file. Its name stands for the verb when that is one
    /// and none follows: <c>spark-submit convert.py --job job.json</c>.
    /// </summary>
    public static string[] ArgumentsOf(string[] arguments, IEnumerable<string> verbs)
    {
        if (!IsDriver || arguments is not [var file, .. var rest] || !file.EndsWith(".py", StringComparison.OrdinalIgnoreCase))
            return arguments;
        var verb = Path.GetFileNameWithoutExtension(file);
        return verbs.Contains(verb) && !(rest is [var first, ..] && verbs.Contains(first)) ? [verb, .. rest] : rest;
    }

    /// <summary>Connects to the Java process that started this one.</summary>
    /// <exception cref="IOException">The gateway does not answer.</exception>
    public static JavaGateway Connect() => new(
        int.Parse(Environment.GetEnvironmentVariable(PortVariable)!, CultureInfo.InvariantCulture), Environment.GetEnvironmentVariable(SecretVariable) ?? "");

    /// <summary>Starts Spark's context with what spark-submit was told.</summary>
    /// <param name="gateway">The way to the Java process.</param>
    /// <param name="catalog">Whether tables of Hive's catalog may be read; it is used where this Spark has it, unless spark-submit was told of another.</param>
    public static SparkApplication Start(JavaGateway gateway, bool catalog)
    {
        var session = SparkSession.GetOrCreate(gateway, catalog ? [s_noIsolation, .. Catalog(gateway)] : [s_noIsolation]);
        return new(session, ProgramOfWorkers(session));
    }

    /// <summary>The engine in words, such as <c>Spark 3.5.9 on yarn, scan mode</c>.</summary>
    public string Describe(string mode) => $"Spark {Session.Version} on {Session.Master}, {mode}";

    /// <summary>Bounds what Spark reads and sends at once, and spares it work, unless the user has said otherwise.</summary>
    /// <param name="schema">The columns to send.</param>
    /// <param name="rowBytes">Bytes of a row where these are known, else 1.</param>
    public void PrepareToSend(Schema schema, long rowBytes)
    {
        foreach (var option in SendOption.Of(schema, rowBytes, SparkVersion.Parse(Session.Version)).Where(o => Session.Option(o.UserKey) is null))
            Session.SetOption(option.Key, option.Value);
    }

    public void Dispose()
    {
        try
        {
            Session.Stop();
        }
        catch (Exception e) when (e is IOException or JavaException)
        {
            // The Java process is gone already, and the application with it.
        }
        Session.Dispose();
        Session.Gateway.Dispose();
    }

    static IEnumerable<KeyValuePair<string, string>> Catalog(JavaGateway gateway)
    {
        const string Key = "spark.sql.catalogImplementation";
        return gateway.CallStatic<string?>("java.lang.System", "getProperty", Key) is null && s_hiveClasses.All(gateway.HasClass) ? [new(Key, "hive")] : [];
    }

    /// <summary>
    /// Executors start the program that the driver is, at the same path; but what was shipped with the application (--archives) the driver cannot see on executors:
    /// then <c>spark.pyspark.python</c> says where it is.
    /// </summary>
    static WorkerProgram ProgramOfWorkers(SparkSession session)
    {
        var own = Environment.ProcessPath!;
        var environment = new Dictionary<string, string> { [WorkerHeap.CoresVariable] = session.Option("spark.executor.cores") ?? "1" };
        var shipped = session.Option("spark.pyspark.python");
        if (shipped is not null && Path.GetFileName(shipped) == Path.GetFileName(own) && !session.Master.StartsWith("local", StringComparison.Ordinal))
            return new(shipped, environment);
        if (Environment.GetEnvironmentVariable("DOTNET_ROOT") is { Length: > 0 } runtime)
            environment["DOTNET_ROOT"] = runtime;
        return new(own, environment);
    }
}
