using SparkTfRecord.Spark.Worker;

namespace SparkTfRecord.IntegrationTests.Spark;

/// <summary>The ways Spark can start workers and talk to them, each in an application of its own.</summary>
[Collection("Spark")]
public sealed class WorkerModesTests(SparkShells shells)
{
    public static TheoryData<string> Versions => SparkInstallation.Versions;

    [Theory, MemberData(nameof(Versions))]
    public void WithoutDaemonWithAMemoryGrant_EachTaskHasAProcessAndItsShare(string version)
    {
        var workers = Run(version, "environment",
            ("spark.python.use.daemon", "false"), ("spark.executor.pyspark.memory", "300m"), ("spark.executor.cores", "2")).Select(r => r.Split(' ')).ToList();
        Assert.Equal(3, workers.DistinctBy(w => w[0]).Count());
        Assert.All(workers, w => Assert.Equal("pyspark.worker", w[1]));
        Assert.All(workers, w => Assert.Equal($"{150 << 20}", w[2]));
    }

    [Theory, MemberData(nameof(Versions))]
    public void WithoutReuse_EncryptedWithAMemoryGrant_HeapIsCapped(string version)
    {
        var workers = Run(version, "environment",
            ("spark.python.worker.reuse", "false"), ("spark.io.encryption.enabled", "true"), ("spark.executor.pyspark.memory", "300m"), ("spark.executor.cores", "2")).Select(r => r.Split(' ')).ToList();
        Assert.All(workers, w => Assert.Equal("pyspark.daemon", w[1]));
        Assert.All(workers, w => Assert.Equal($"{300 << 20}", w[2]));
    }

    [Theory]
    [InlineData("true")]
    [InlineData("false")]
    public void UnixSockets_DaemonAndNot_Work(string daemon)
    {
        var newest = SparkInstallation.Newest;
        Assert.SkipWhen(newest.Version.StartsWith('3'), "Unix sockets came with Spark 4.1.");
        var sockets = Directory.CreateTempSubdirectory("sparktfrecord-");
        Assert.Equal(["100 0", "100 0", "100 0"], Run(
            newest.Version, "count", ("spark.python.unix.domain.socket.enabled", "true"), ("spark.python.unix.domain.socket.dir", sockets.FullName), ("spark.python.use.daemon", daemon)));
        Processes.WaitUntil(() => sockets.GetFiles().Length == 0, "the sockets go with the application");
        sockets.Delete();
    }

    /// <summary>What a site may have set for Python's workers; a task that opens its files itself says nothing until it is done.</summary>
    [Theory, MemberData(nameof(Versions))]
    public void Convert_AnotherPythonAndAnEndOfSilentWorkers_AreNotForTheseWorkers(string version)
    {
        var spark = shells.Get(version);
        spark.Restart(("spark.sql.execution.pyspark.python", "/bin/false"), ("spark.python.worker.idleTimeoutSeconds", "1"), ("spark.python.worker.killOnIdleTimeout", "true"));
        using var engines = new Engines(shells);
        try
        {
            var job = new Job { Input = new() { Paths = [Engines.Golden("data/wine.parquet")] }, Output = new() { Shards = 2 } };
            Assert.Equal(178, engines.Spark(version, job, program: WorkerTests.Program(new KeyValuePair<string, string>(TestFunctions.SilentVariable, "3"))).Records);
        }
        finally
        {
            spark.Restart(("spark.sql.execution.pyspark.python", WorkerTests.Program().Path));
        }
    }

    IReadOnlyList<string> Run(string version, string command, params ReadOnlySpan<(string Key, string Value)> options)
    {
        var spark = shells.Get(version);
        spark.Restart(options);
        try
        {
            var cores = spark.Session.Option("spark.executor.cores") ?? "1"; // as the driver does
            return WorkerTests.Run(spark, "select id from range(0, 300, 1, 3)", command, new KeyValuePair<string, string>(WorkerHeap.CoresVariable, cores));
        }
        finally
        {
            spark.Restart();
        }
    }
}
