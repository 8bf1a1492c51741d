using SparkTfRecord.Parquet;
using SparkTfRecord.Publishing;
using SparkTfRecord.Serving;
using SparkTfRecord.Spark;
using SparkTfRecord.Spark.Driver;
using SparkTfRecord.Spark.Gateway;
using SparkTfRecord.Spark.Hadoop;
using SparkTfRecord.Spark.Session;
using SparkTfRecord.Spark.Worker;
using SparkTfRecord.Storage;

namespace SparkTfRecord.IntegrationTests.Spark;

/// <summary>Data sets on a real HDFS: written by real tasks, read back by Hadoop's own client.</summary>
[Collection("Spark")]
public sealed class HdfsTests(SparkShells shells, HdfsCluster hdfs) : IDisposable
{
    readonly Engines _engines = new(shells);
    readonly string _place = $"tests-{Guid.NewGuid():N}";

    public static TheoryData<string> Versions => SparkInstallation.Versions;

    public void Dispose() => _engines.Dispose();

    /// <summary>Every kind of file that a task leaves, attempts that fail or crash after their work, and more rows added to them.</summary>
    [Theory, MemberData(nameof(Versions))]
    public void Convert_AttemptsFailAndCrashThenAppend_SameFilesAsTheLocalEngine(string version)
    {
        var job = Flights(4) with
        {
            Features = new Dictionary<string, FeatureOptions> { ["dep_time"] = new() { Null = new(NullPolicy.Fail) } },
            BadRows = new() { Policy = BadRowPolicy.Quarantine },
            Warmup = new() { Rows = new() { Sample = 6 } },
            Verify = true,
        };
        job = job with { Output = job.Output with { Index = true } };
        var local = _engines.Local(job);
        var remote = Convert(version, job, Failing);
        Assert.Equal(local.Records, remote.Records);
        Assert.Equal(Engines.Files(local), Copied(version, remote));

        var more = job with { Output = job.Output with { Mode = SaveMode.Append, Shards = 3, RunId = "monday" } };
        local = _engines.Local(more);
        Assert.Equal(Engines.Files(local), Copied(version, Convert(version, more)));
        Assert.Equal(Engines.Files(local), Copied(version, Convert(version, more))); // the same run again
        Assert.Equal(["out"], Names(version));
    }

    /// <summary>The old data set is there until the new one is, and a helper that dies is replaced.</summary>
    [Theory, MemberData(nameof(Versions))]
    public void Overwrite_HelperKilled_OldStaysUntilTheNewOneIsComplete(string version)
    {
        var old = Copied(version, Convert(version, Flights(2)));
        var job = Flights(5) with { Output = new() { Shards = 5, Mode = SaveMode.Overwrite } };
        var started = Directory.CreateDirectory(_engines["started"]);
        var killed = 0;
        var saboteur = new Thread(() =>
        {
            Processes.WaitUntil(() => started.GetFiles().Length > 0 && Helpers(started).Count > 0, "a task and its helper run");
            Processes.Signal(killed = Helpers(started)[0], Processes.Sigkill);
        });
        saboteur.Start();
        var whileRunning = new List<(string, string)>();
        var remote = Convert(version, job, Slow(started), () => whileRunning = Copied(version, Out));
        saboteur.Join();
        Assert.NotEqual(0, killed);
        Assert.Equal(5, started.GetFiles().Length); // no task had to be tried again
        Assert.Equal(old, whileRunning);
        Assert.Equal(Engines.Files(_engines.Local(job)), Copied(version, remote));
        Assert.Equal(["out"], Names(version));
    }

    [Fact]
    public void Overwrite_HelpersAlwaysDie_FailsAndTheOldOneStays()
    {
        var version = SparkInstallation.Newest.Version;
        var old = Copied(version, Convert(version, Flights(2)));
        var started = Directory.CreateDirectory(_engines["started"]);
        using var stop = new CancellationTokenSource();
        var saboteur = new Thread(() =>
        {
            while (!stop.Token.WaitHandle.WaitOne(50))
            {
                foreach (var helper in Helpers(started))
                    Processes.TrySignal(helper, Processes.Sigkill);
            }
        });
        saboteur.Start();
        var job = Flights(2) with { Output = new() { Shards = 2, Mode = SaveMode.Overwrite } };
        var e = Assert.Throws<InvalidDataException>(() => Convert(version, job, Slow(started)));
        stop.Cancel();
        saboteur.Join();
        Assert.Matches($"^{Out.Replace("/out", "/_out", StringComparison.Ordinal)}[^ ]*: the process that puts files there died twice; about 200 MB beside the executor are needed", e.Message);
        Assert.Equal(old, Copied(version, Out));
        Assert.Equal(["out"], Names(version));
    }

    [Theory, MemberData(nameof(Versions))]
    public void Convert_DataFrameModeAndNoRows_SparkReadsAllOfIt(string version)
    {
        var job = new Job { Input = new() { Sql = "select id, repeat('x', 100) s from range(0, 3000, 1, 3)" }, Output = new() { ShardSize = 50_000 }, Verify = true };
        var result = Convert(version, job);
        Assert.Equal((3000, 9), (result.Records, result.Shards.Count));
        Assert.Equal(result.Bytes, BytesThatSparkSees(version));

        var none = Convert(version, job with { Input = new() { Sql = "select id from range(0, 10) where id < 0" }, Output = new() { Mode = SaveMode.Overwrite, Index = true } });
        Assert.Equal(["data-00000-of-00001.tfrecord"], none.Shards);
        Assert.Contains(Copied(version, none), f => f == ("_index/data-00000-of-00001.tfrecord.idx", ""));
        Assert.Equal(["out"], Names(version));
    }

    [Fact]
    public void Convert_InputAroundOrInsideTheOutput_IsAnErrorOfThePlan()
    {
        var version = SparkInstallation.Newest.Version;
        var inside = new Job { Input = new() { Paths = [Out] }, Output = new() { Path = $"{Out}/more" } };
        Assert.Contains("is inside the input", Assert.Throws<PlanException>(() => Convert(version, inside)).Message, StringComparison.Ordinal);
        var around = new Job { Input = new() { Paths = [$"{Out}/part/*.parquet"] }, Output = new() { Mode = SaveMode.Overwrite } };
        Assert.Throws<PlanException>(() => Convert(version, around));
    }

    [Fact]
    public void Convert_InputNamedTwice_IsAnErrorOfThePlan()
    {
        var version = SparkInstallation.Newest.Version;
        using var storage = Storage(version);
        storage.CreateDirectory($"{Parent}/in");
        storage.WriteFile($"{Parent}/in/a.parquet", File.ReadAllBytes(Engines.Golden("data/wine.parquet")));
        foreach (var first in new[] { "in", "in/*.parquet" })
        {
            var job = new Job { Input = new() { Paths = [$"{Parent}/{first}", $"{Parent}/in/a.parquet"] } };
            Assert.Equal($"Input '{Parent}/in/a.parquet' is named more than once, and Spark would read it as often; name every file once.", Assert.Throws<PlanException>(() => Convert(version, job)).Message);
        }
        Assert.Equal(178, Convert(version, new() { Input = new() { Paths = [$"{Parent}/in"] } }).Rows);
    }

    /// <summary>Hadoop writes URIs without a host with one slash, as it reads them.</summary>
    [Fact]
    public void Convert_UriWithoutAHost_GoesWhereHadoopMeansIt()
    {
        var version = SparkInstallation.Newest.Version;
        using var storage = Storage(version);
        storage.CreateDirectory(Parent);
        var job = new Job { Input = new() { Paths = [$"file://{Engines.Golden("data/wine.parquet")}"] } };
        var spark = shells.Get(version);
        string[] keys = ["spark.hadoop.fs.defaultFS", "spark.hadoop.fs.viewfs.mounttable.default.link./place", "spark.hadoop.fs.hdfs.impl.disable.cache"];
        try
        {
            Set(keys[0], "viewfs:///");
            Set(keys[1], Parent);
            spark.Restart(); // a worker's helper knows the settings of its first job
            Assert.Equal("viewfs:///place/a", Convert(version, job with { Output = new() { Path = "/place/a" } }).Path);
            Assert.Equal("viewfs:///place/b", Convert(version, job with { Output = new() { Path = "viewfs:/place/b" } }).Path);
            storage.WriteFile($"{Parent}/rows.parquet", File.ReadAllBytes(Engines.Golden("data/wine.parquet")));
            Assert.Equal(178, Convert(version, new() { Input = new() { Paths = ["/place/rows.parquet"] }, Output = new() { Path = "viewfs:///place/c" } }).Records);

            Set(keys[0], hdfs.Uri);
            Set(keys[2], "true"); // those kept have another default
            Assert.Equal($"{Parent}/d", Convert(version, job with { Output = new() { Path = $"hdfs:/{_place}/d" } }).Path);
            var inside = new Job { Input = new() { Paths = ["data"] }, Output = new() { Path = "data/out" } };
            Assert.Contains("is inside the input", Assert.Throws<PlanException>(() => Convert(version, inside)).Message, StringComparison.Ordinal);
        }
        finally
        {
            foreach (var key in keys)
                spark.Gateway.CallStatic<string?>("java.lang.System", "clearProperty", key);
            spark.Restart();
        }
        Assert.Equal(["a", "b", "c", "d", "rows.parquet"], Names(version));
        Assert.False(Directory.Exists("viewfs:") || Directory.Exists("hdfs:"));

        // As spark-submit leaves what it was told.
        void Set(string key, string value) => spark.Gateway.CallStatic<string?>("java.lang.System", "setProperty", key, value);
    }

    [Fact]
    public void Put_OtherBytesOrNoStagingDirectory_Fails()
    {
        var spark = shells.Get(SparkInstallation.Newest.Version);
        using var storage = Storage(SparkInstallation.Newest.Version);
        var staging = $"{Parent}/staging";
        storage.CreateDirectory(staging);
        Assert.StartsWith("0 left in blockmgr-", Assert.Single(Put(staging, 0)), StringComparison.Ordinal); // the executor's own directory
        Assert.Equal(0, storage.Find($"{staging}/shard")?.Length);
        Assert.Equal(
            $"{staging}/shard: the file's CRC-32C is 00000000, expected 00000007: its bytes have changed. What was written does not read back; nothing was published. Check the storage and run the job again.",
            WorkerFailure.Find(Assert.Throws<JavaException>(() => Put(staging, 7)).Message));
        storage.Delete(staging);
        Assert.Equal($"{staging}: is gone; the job has ended, or another one took the output.", WorkerFailure.Find(Assert.Throws<JavaException>(() => Put(staging, 0)).Message));
        Assert.Null(storage.Find(staging));

        IReadOnlyList<string> Put(string directory, uint crc) => WorkerTests.Run(spark, "select id from range(0, 1, 1, 1)", $"put\n{directory}\n{crc}");
    }

    /// <summary>A driver that is killed, over a path without a scheme, in the user's home; then the same place by a name that only the job's settings know.</summary>
    [Fact]
    public void Sigkill_OfTheDriver_TheNextRunCleansUpAndSucceeds()
    {
        var version = SparkInstallation.Newest.Version;
        var directory = Directory.CreateDirectory(_engines["submit"]);
        var started = directory.CreateSubdirectory("started");
        string[] job = ["--conf", $"spark.hadoop.fs.defaultFS={hdfs.Uri}", "convert.py", "--exclude", "time_hour", "--input-paths", $"file://{Engines.Golden("data/flights.parquet")}"];
        var program = Path.Combine(AppContext.BaseDirectory, "SparkTfRecord.IntegrationTests");
        using (var submit = SubmittedProcess.Local(SparkInstallation.Newest, directory.FullName, program, [new(TestFunctions.SlowVariable, started.FullName)], [.. job, "-o", $"{_place}/out", "--shards", "40"]))
        {
            Processes.WaitUntil(() => started.GetFiles().Length > 0 && Helpers(started).Count > 0, "a task and its helper run");
            Processes.Signal(Assert.Single(Processes.Find($"SparkTfRecord.IntegrationTests {directory.FullName}/convert.py")), Processes.Sigkill);
            Assert.NotEqual(0, submit.Wait().ExitCode);
        }
        Processes.WaitUntil(() => Processes.FindByEnvironment(directory.FullName).Count == 0, "all processes of the job end");
        using var storage = Storage(version);
        var home = $"{storage.Home(hdfs.Uri)}/{_place}";
        Assert.Contains(storage.List(home), e => e.Name.StartsWith("_out.staging-", StringComparison.Ordinal));

        string[] view = ["--conf", $"spark.hadoop.fs.viewfs.mounttable.view.link./place={home}"];
        using var again = SubmittedProcess.Local(SparkInstallation.Newest, directory.FullName, Engines.Program.Path, [], [.. view, .. job, "-o", "viewfs://view/place/out", "--shards", "2"]);
        Assert.True(again.Wait().ExitCode == 0, again.Log);
        Processes.WaitUntil(() => Processes.FindByEnvironment(directory.FullName).Count == 0, "all processes of the job end");
        Assert.Equal(["out"], storage.List(home).Select(e => e.Name));
        Assert.Equal(2, Manifest.Read(storage, $"{home}/out").Shards.Count);
    }

    static CancellationToken Running => TestContext.Current.CancellationToken;

    static WorkerProgram Failing => WorkerTests.Program(new KeyValuePair<string, string>(TestFunctions.FailVariable, ""));

    string Parent => $"{hdfs.Uri}/{_place}";

    string Out => $"{Parent}/out";

    static WorkerProgram Slow(DirectoryInfo started) => WorkerTests.Program(new KeyValuePair<string, string>(TestFunctions.SlowVariable, started.FullName));

    static Job Flights(int shards) => new()
    {
        Input = new() { Paths = [Engines.Golden("data/flights.parquet")], Exclude = ["time_hour"] },
        Output = new() { Shards = shards },
    };

    ConversionResult Convert(string version, Job job, WorkerProgram? program = null, Action? whenTasksRan = null)
    {
        var spark = shells.Get(version);
        var progress = whenTasksRan is null ? null : new Finished(whenTasksRan);
        return new SparkConverter(new ParquetInputFormat(), new LocalStorage(), new WarmupWriter(), null).Convert(
            job with { Output = job.Output with { Path = job.Output.Path ?? Out } }, DefaultFileSystem.Of(spark.Gateway), () => new(spark.Session, program ?? Engines.Program), progress, Running);
    }

    HadoopStorage Storage(string version) => HadoopStorage.Open(shells.Get(version).Gateway);

    IEnumerable<string> Names(string version)
    {
        using var storage = Storage(version);
        return [.. storage.List(Parent).Select(e => e.Name)];
    }

    List<(string Name, string Content)> Copied(string version, ConversionResult result) => Copied(version, result.Path);

    List<(string Name, string Content)> Copied(string version, string path)
    {
        var copy = _engines[$"copy-{Guid.NewGuid()}"];
        var gateway = shells.Get(version).Gateway;
        using var configuration = gateway.New("org.apache.hadoop.conf.Configuration");
        new HadoopFiles(gateway, configuration).Get(path, copy);
        return Engines.Files(copy, path);
    }

    long BytesThatSparkSees(string version)
    {
        using var files = shells.Get(version).Session.Load("binaryFile", [], [Out]);
        files.CreateOrReplaceTempView("written");
        using var sum = shells.Get(version).Session.Sql("select cast(sum(length(content)) as string) from written");
        return long.Parse(Assert.Single(sum.CollectStrings()), System.Globalization.CultureInfo.InvariantCulture);
    }

    static IReadOnlyList<int> Helpers(DirectoryInfo started) => [.. Processes.Find("py4j.GatewayServer").Intersect(Processes.FindByEnvironment(started.FullName))];

    /// <summary>Does something when the tasks have reported and nothing is published yet.</summary>
    sealed class Finished(Action work) : IProgress<ConversionProgress>
    {
        public void Report(ConversionProgress value)
        {
            if (value.Bytes > 0)
                work();
        }
    }
}
