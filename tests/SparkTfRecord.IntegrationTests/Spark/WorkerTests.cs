using System.Globalization;
using System.Text;
using SparkTfRecord.Spark.Gateway;
using SparkTfRecord.Spark.Session;
using SparkTfRecord.Spark.Worker;

namespace SparkTfRecord.IntegrationTests.Spark;

[Collection("Spark")]
public sealed class WorkerTests(SparkShells shells)
{
    public static TheoryData<string> Versions => SparkInstallation.Versions;

    [Theory, MemberData(nameof(Versions))]
    public void Count_EmptyAndFullPartitions_EveryRowArrives(string version)
    {
        var counts = Run(shells.Get(version), "select id, cast('abc' as binary) v from range(0, 50000, 1, 4) where id % 4 = 0 or id > 30000 and id < 31000 or id < 5", "count");
        Assert.Equal(4, counts.Count);
        Assert.Equal(12500 + 750 + 3, counts.Sum(c => long.Parse(c.Split(' ')[0], CultureInfo.InvariantCulture)));
        Assert.Equal(["0 0", "0 0", "0 0"], Run(shells.Get(version), "select id from range(0, 90, 1, 3) where id < 0 and rand() < 2", "count"));
    }

    [Theory, MemberData(nameof(Versions))]
    public void Describe_ManyTypes_ArriveAsArrowTypes(string version)
    {
        var spark = shells.Get(version);
        const string Query = """
            select cast(1 as tinyint) b, 2S s, 3 i, 4L l, 1.5f f, 2.5D d, 1.25BD dec, true t, 'x' str, binary('y') bin, date'2026-01-01' day, timestamp'2026-01-01 00:00:00' ts,
              array('p', null) names, array(1, 2) numbers, map('k', 1) m, struct(1 as a) st, null n
            """;
        Assert.Equal(
            "b:int8;s:int16;i:int32;l:int64;f:float;d:double;dec:decimal128;t:bool;str:utf8;bin:binary;day:date32;ts:timestamp;names:list;numbers:list;m:map;st:struct;n:null",
            Assert.Single(Run(spark, Query, "describe")));
        spark.Session.SetOption("spark.sql.execution.arrow.useLargeVarTypes", "true");
        try
        {
            Assert.Equal("str:large_utf8;bin:large_binary", Assert.Single(Run(spark, "select 'x' str, binary('y') bin", "describe")));
        }
        finally
        {
            spark.Session.SetOption("spark.sql.execution.arrow.useLargeVarTypes", "false");
        }
    }

    [Theory, MemberData(nameof(Versions))]
    public void Fail_AfterAndBeforeTheInput_OurMessageReachesTheDriver(string version)
    {
        var behind = SparkVersion.Parse(version) < new SparkVersion(4, 2) ? "PythonException: " : "from the Python worker: ";
        foreach (var command in new[] { "fail", "fail-at-once" })
        {
            var e = Assert.Throws<JavaException>(() => Run(shells.Get(version), "select id, repeat('x', 1000) x from range(0, 100000, 1, 2)", $"{command}\nfile a.parquet, row 7: too long"));
            Assert.Equal("file a.parquet, row 7: too long", WorkerFailure.Find(e.Message));
            Assert.Contains($"{behind}SparkTfRecord: file a.parquet, row 7: too long\n", e.Message, StringComparison.Ordinal);
        }
    }

    [Theory, MemberData(nameof(Versions))]
    public void Limit_RowsNoLongerWanted_EndsQuietly(string version)
    {
        var spark = shells.Get(version);
        using var rows = spark.Session.Sql("select id, repeat('x', 1000) x from range(0, 1000000, 1, 2)");
        using var reports = MapInArrow.Apply(rows, Program(), "limit", Encoding.UTF8.GetBytes("count"));
        using var head = new DataFrame(spark.Session, reports.Dataset.Call("limit", 1));
        Assert.Single(head.CollectStrings());
        Assert.Equal(["3 0"], Run(spark, "select id from range(0, 3, 1, 1)", "count"));
    }

    [Theory, MemberData(nameof(Versions))]
    public void Tasks_SameDaemon_AreServedByOneProcess(string version)
    {
        var processes = Run(shells.Get(version), "select id from range(0, 8, 1, 8)", "environment").Select(r => r.Split(' ')[0]).Distinct();
        Assert.Single(processes);
    }

    [Theory, MemberData(nameof(Versions))]
    public void Crash_OfOneTask_IsRetried(string version)
    {
        var marker = Path.GetTempFileName();
        try
        {
            Assert.Equal(["10 0", "10 0"], Run(shells.Get(version), "select id from range(0, 20, 1, 2)", $"crash-once\n{marker}"));
            Assert.Equal("crashed", File.ReadAllText(marker));
        }
        finally
        {
            File.Delete(marker);
        }
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task Cancel_RunningTasks_AreTold(string version)
    {
        var spark = shells.Get(version);
        var directory = Directory.CreateTempSubdirectory("sparktfrecord-cancel-");
        try
        {
            var job = Task.Run(() => Record.Exception(() => Run(spark, "select id from range(0, 2, 1, 2)", $"wait\n{directory.FullName}")));
            WaitForFiles(directory, "waiting-*");
            using var second = spark.Gateway.Open();
            spark.Session.Context.Over(second).Do("cancelAllJobs");
            WaitForFiles(directory, "cancelled-*");
            Assert.IsType<JavaException>(await job);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    internal static IReadOnlyList<string> Run(SparkShell spark, string query, string command, params IEnumerable<KeyValuePair<string, string>> environment)
    {
        using var rows = spark.Session.Sql(query);
        using var reports = MapInArrow.Apply(rows, Program(environment), "test", Encoding.UTF8.GetBytes(command));
        return reports.CollectStrings();
    }

    /// <summary>The test program itself.</summary>
    internal static WorkerProgram Program(params IEnumerable<KeyValuePair<string, string>> environment) =>
        new(Path.Combine(AppContext.BaseDirectory, "SparkTfRecord.IntegrationTests"), environment.ToDictionary());

    internal static void WaitForFiles(DirectoryInfo directory, string pattern) => Processes.WaitUntil(() => directory.GetFiles(pattern).Length >= 2, $"two files {pattern}");
}
