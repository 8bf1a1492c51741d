using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace SparkTfRecord.IntegrationTests.Spark;

/// <summary>A real standalone cluster: a master, and a worker on each of two addresses, which Spark takes for two hosts.</summary>
sealed class StandaloneCluster : IDisposable
{
    readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("sparktfrecord-cluster-");
    readonly List<Process> _processes = [];

    public StandaloneCluster(SparkInstallation spark)
    {
        var port = FreePort();
        Master = $"spark://127.0.0.1:{port}";
        Start(spark, "127.0.0.1", "org.apache.spark.deploy.master.Master", "--host", "127.0.0.1", "--port", $"{port}", "--webui-port", "0");
        foreach (var host in new[] { "127.0.0.1", "127.0.0.2" })
        {
            Start(spark, host, "org.apache.spark.deploy.worker.Worker",
                "--host", host, "--webui-port", "0", "--work-dir", Path.Combine(_directory.FullName, host), "-c", "1", "-m", "1g", Master);
        }
    }

    /// <summary>The master's URL.</summary>
    public string Master { get; }

    public void Dispose()
    {
        foreach (var process in Enumerable.Reverse(_processes))
        {
            process.Kill(entireProcessTree: true); // executors are children of their worker
            process.WaitForExit();
            process.Dispose();
        }
        _directory.Delete(recursive: true);
    }

    void Start(SparkInstallation spark, string host, params string[] arguments)
    {
        var start = spark.Command("spark-class", arguments);
        start.Environment["SPARK_LOCAL_IP"] = host;
        start.Environment["SPARK_DAEMON_MEMORY"] = "256m";
        start.WorkingDirectory = _directory.FullName;
        start.RedirectStandardError = start.RedirectStandardOutput = true;
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _processes.Add(process);
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
