using SparkTfRecord.Spark.Driver;
using SparkTfRecord.Spark.Gateway;

namespace SparkTfRecord.IntegrationTests.Spark;

/// <summary>What happens beside a running job.</summary>
[Collection("Spark")]
public sealed class JobWatchTests(SparkShells shells) : IDisposable
{
    readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("sparktfrecord-watch-");

    public static TheoryData<string> Versions => SparkInstallation.Versions;

    public void Dispose() => _directory.Delete(recursive: true);

    [Theory, MemberData(nameof(Versions))]
    public void Cancel_BeforeSparkHasTheJob_StopsItAllTheSame(string version)
    {
        var spark = shells.Get(version);
        using var stop = new CancellationTokenSource();
        using var watch = new JobWatch(spark.Session, 0, null, stop.Token);
        stop.Cancel();
        var e = Assert.Throws<JavaException>(() => WorkerTests.Run(spark, "select id from range(0, 2, 1, 2)", $"wait\n{_directory.FullName}"));
        Assert.Contains("cancel", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cancel_SparkIsGone_IsLeftToTheJob()
    {
        var spark = shells.Get(SparkInstallation.Newest.Version);
        using var stop = new CancellationTokenSource();
        using (new JobWatch(spark.Session, 0, null, stop.Token))
        {
            spark.Session.Stop();
            stop.Cancel();
        }
        spark.Restart();
    }
}
