using SparkTfRecord.Spark.Gateway;

namespace SparkTfRecord.Spark.Session;

/// <summary>Spark's session, by its public methods.</summary>
sealed class SparkSession : IDisposable
{
    const string ClassName = "org.apache.spark.sql.SparkSession";
    readonly JavaObject _session;

    SparkSession(JavaGateway gateway, JavaObject session)
    {
        Gateway = gateway;
        _session = session;
        Version = session.Call<string>("version");
        Context = session.Call("sparkContext");
    }

    /// <summary>The way to Java that this session's calls take.</summary>
    public JavaGateway Gateway { get; }

    /// <summary>Spark's version, such as 3.5.9.</summary>
    public string Version { get; }

    /// <summary>The session's <c>SparkContext</c>.</summary>
    public JavaObject Context { get; }

    /// <summary>Cores that Spark has now, unless the user says otherwise.</summary>
    public int DefaultParallelism => Context.Call<int>("defaultParallelism");

    /// <summary>Where Spark runs, such as <c>local[2]</c> or <c>yarn</c>.</summary>
    public string Master => Context.Call<string>("master");

    /// <summary>The session that there is, or a new one with what spark-submit was told.</summary>
    /// <param name="gateway">The way to the driver's Java process.</param>
    /// <param name="options">Options that hold from the start.</param>
    public static SparkSession GetOrCreate(JavaGateway gateway, IEnumerable<KeyValuePair<string, string>> options)
    {
        var builder = gateway.CallStatic<JavaObject>(ClassName, "builder");
        foreach (var (key, value) in options)
        {
            using var previous = builder;
            builder = previous.Call("config", key, value);
        }
        using (builder)
            return new(gateway, builder.Call("getOrCreate"));
    }

    /// <summary>An option of the session or of the application; null when it is neither set nor has a default.</summary>
    public string? Option(string key)
    {
        using var options = _session.Call("conf");
        return options.Call<string?>("get", key, JavaArgument.Null);
    }

    /// <summary>Sets an option of the session.</summary>
    public void SetOption(string key, string value)
    {
        using var options = _session.Call("conf");
        options.Do("set", key, value);
    }

    /// <summary>Rows 0 to <paramref name="count"/> - 1 in a column <c>id</c>, the same number a partition, or one more.</summary>
    public DataFrame Range(int count, int partitions) => new(this, _session.Call("range", 0L, (long)count, 1L, partitions));

    /// <summary>The result of a query.</summary>
    public DataFrame Sql(string query) => new(this, _session.Call("sql", query));

    /// <summary>A table or view.</summary>
    public DataFrame Table(string name) => new(this, _session.Call("table", name));

    /// <summary>What files hold.</summary>
    public DataFrame Load(string format, IEnumerable<KeyValuePair<string, string>> options, IReadOnlyList<string> paths)
    {
        using var reader = _session.Call("read");
        using var formatted = reader.Call("format", format);
        foreach (var (key, value) in options)
            formatted.Do("option", key, value);
        using var list = Gateway.NewList([.. paths.Select(p => (JavaArgument)p)]);
        using var sequence = Gateway.CallStatic<JavaObject>("org.apache.spark.api.python.PythonUtils", "toSeq", list);
        return new(this, formatted.Call("load", sequence));
    }

    /// <summary>What Spark's UI calls the jobs that follow.</summary>
    public void Describe(string text) => Context.Do("setJobDescription", text);

    /// <summary>Ends the application.</summary>
    public void Stop() => _session.Do("stop");

    public void Dispose()
    {
        Context.Dispose();
        _session.Dispose();
    }
}
