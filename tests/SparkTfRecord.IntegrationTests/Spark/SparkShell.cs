using System.Diagnostics;
using SparkTfRecord.Spark.Gateway;
using SparkTfRecord.Spark.Session;
using SparkTfRecord.Spark.Worker;

namespace SparkTfRecord.IntegrationTests.Spark;

/// <summary>A real Spark whose driver is the test: spark-submit's Java process with its gateway open, as PySpark's own shell starts it.</summary>
sealed class SparkShell : IDisposable
{
    readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("sparktfrecord-shell-");
    readonly Process _process;

    /// <summary>Starts Spark with options such as <c>spark.ui.enabled=false</c>.</summary>
    public SparkShell(SparkInstallation spark, string master, params IEnumerable<string> options)
    {
        var information = Path.Combine(_directory.FullName, "gateway");
        var start = spark.Command("spark-submit",
            ["--master", master, .. options.Prepend("spark.ui.enabled=false").SelectMany(o => new[] { "--conf", o }), "--driver-memory", "2g", "pyspark-shell"]);
        start.Environment["_PYSPARK_DRIVER_CONN_INFO_PATH"] = information;
        start.Environment["SPARK_CONNECT_MODE"] = "0";
        start.WorkingDirectory = _directory.FullName;
        start.RedirectStandardInput = start.RedirectStandardError = start.RedirectStandardOutput = true;
        _process = Process.Start(start)!;
        var log = new StreamWriter(Path.Combine(_directory.FullName, "log")) { AutoFlush = true };
        _process.OutputDataReceived += (_, e) => Write(log, e.Data);
        _process.ErrorDataReceived += (_, e) => Write(log, e.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        Gateway = Connect(information);
        Session = Start([]);
    }

    public JavaGateway Gateway { get; }

    /// <summary>Where the gateway listens.</summary>
    public int Port { get; private set; }

    public SparkSession Session { get; private set; }

    /// <summary>Ends the application and begins another one in the same Java process, with options added.</summary>
    public void Restart(params ReadOnlySpan<(string Key, string Value)> options)
    {
        Session.Stop();
        Session.Dispose();
        Session = Start(options);
    }

    /// <summary>All that Spark and the workers have written so far.</summary>
    public string Log()
    {
        using var file = new FileStream(Path.Combine(_directory.FullName, "log"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        return new StreamReader(file).ReadToEnd();
    }

    public void Dispose()
    {
        Session.Dispose();
        Gateway.Dispose();
        _process.StandardInput.Close(); // the gateway's server ends with its input
        if (!_process.WaitForExit(10_000))
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
        _directory.Delete(recursive: true);
    }

    SparkSession Start(ReadOnlySpan<(string Key, string Value)> options)
    {
        List<KeyValuePair<string, string>> all = [new("spark.sql.artifact.isolation.enabled", "false")];
        foreach (var (key, value) in options)
            all.Add(new(key, value));
        return SparkSession.GetOrCreate(Gateway, all);
    }

    /// <summary>Waits for the file that says port and secret.</summary>
    JavaGateway Connect(string information)
    {
        for (var waited = Stopwatch.StartNew(); !File.Exists(information); Thread.Sleep(50))
            Assert.True(!_process.HasExited && waited.Elapsed < TimeSpan.FromMinutes(1), $"Spark did not start:\n{Log()}");
        using var stream = new WorkerStream(File.OpenRead(information));
        return new(Port = stream.ReadInt32(), stream.ReadString());
    }

    static void Write(StreamWriter log, string? line)
    {
        lock (log)
            log.WriteLine(line);
    }
}
