namespace SparkTfRecord.IntegrationTests.Spark;

[Collection(nameof(Release))]
public sealed class YarnTests(YarnCluster yarn, Release release) : IDisposable
{
    readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("sparktfrecord-on-yarn-");

    public void Dispose() => _directory.Delete(recursive: true);

    /// <summary>The release archive by <c>submit</c>, with neither .NET nor Python on the PATH.</summary>
    [Fact]
    public void Submit_BothDeployModes_MakeTheRecordsOfTheLocalEngine()
    {
        _ = SparkInstallation.Yarn; // skips before the release is made
        var jobs = Path.Combine(SparkInstallation.Repository, "jobs");
        var clicks = $"--input-paths {jobs}/sample/shop/clicks";
        Submit("--deploy-mode cluster", $"--job {jobs}/parquet.json {clicks} -o {Out("cluster")}");
        release.Run(YarnCluster.Spark, _directory.FullName, $"sparktfrecord convert --job {jobs}/parquet.json --set ds=2026-11-22 {clicks} -o local");
        Assert.Equal(Release.Records(Out("local"), "thread"), Release.Records(Out("cluster"), "on yarn, scan mode"));

        // Without a Hive catalog the files' path stands for the table's name.
        Submit("", $"--job {jobs}/hive.json --table 'parquet.`{jobs}/sample/shop/clicks`' -o {Out("client")}");
        release.Run(YarnCluster.Spark, _directory.FullName, $"sparktfrecord convert {jobs}/sample/shop/clicks rows --where \"ds = '2026-11-22'\" --exclude ds");
        Assert.Equal(Release.Records(Out("rows"), "thread").Order(StringComparer.Ordinal), Release.Records(Out("client"), "on yarn, DataFrame mode"));
    }

    void Submit(string theirs, string ours)
    {
        var line = $"sparktfrecord submit --master yarn --driver-memory 512m --executor-memory 512m --num-executors 1 {theirs} -- convert --set ds=2026-11-22 {ours}";
        var start = release.Shell(YarnCluster.Spark, _directory.FullName, line);
        start.Environment["SPARKTFRECORD_ARCHIVE"] = Directory.GetFiles(Release.Archives, "*.tar.gz").Single();
        yarn.Configure(start);
        using var submit = new SubmittedProcess(start);
        Assert.True(submit.Wait(300).ExitCode == 0, submit.Log);
    }

    string Out(string name) => Path.Combine(_directory.FullName, name);
}
