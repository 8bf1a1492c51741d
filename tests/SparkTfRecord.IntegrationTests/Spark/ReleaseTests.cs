using System.Text.RegularExpressions;

namespace SparkTfRecord.IntegrationTests.Spark;

/// <summary>The release under each Spark, in what looks like a clone: the commands of the READMEs as they are written, and a standalone cluster.</summary>
[Collection(nameof(Release))]
public sealed partial class ReleaseTests : IDisposable
{
    const string OfThatDay = "convert jobs/sample/shop/clicks out/local --where \"ds = '2026-11-22'\" --exclude ds";

    readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("sparktfrecord-clone-");
    readonly Release _release;

    public ReleaseTests(Release release)
    {
        _ = SparkInstallation.Newest; // skips before the release is made
        _release = release;
        _directory.CreateSubdirectory("out");
        _directory.CreateSubdirectory("artifacts");
        Directory.CreateSymbolicLink(Out("bin"), release.Directory);
        Directory.CreateSymbolicLink(Path.Combine(_directory.FullName, "artifacts", "release"), Release.Archives);
        YarnCluster.Run("cp", "-r", Path.Combine(SparkInstallation.Repository, "jobs"), _directory.FullName);
    }

    public static TheoryData<string> Versions => SparkInstallation.Versions;

    public void Dispose() => _directory.Delete(recursive: true);

    /// <summary>Each of the job files once, by <c>submit</c>, by python3 or by neither.</summary>
    [Theory, MemberData(nameof(Versions))]
    public void CommandsOfTheReadmes_Local_MakeTheRecordsOfTheLocalEngine(string version)
    {
        var spark = SparkInstallation.Get(version);
        List<string> ofJobs = [.. Commands("jobs/README.md")], ofTheReadme = [.. Commands("README.md").Where(c => c.Contains("spark-submit ", StringComparison.Ordinal))];
        Assert.Equal((3, 2), (ofJobs.Count, ofTheReadme.Count));
        foreach (var command in version.StartsWith('3') ? ofJobs : [.. ofTheReadme, ofJobs[^1]])
            _release.Run(spark, _directory.FullName, $"PATH=$SPARK_HOME/bin:$PATH; {command}", command.Contains("jobs/convert.py", StringComparison.Ordinal) && !command.Contains("driver.python", StringComparison.Ordinal));

        Run(spark, "convert --job jobs/parquet.json --set ds=2026-11-22 -o out/scan");
        Assert.Equal(Release.Records(Out("scan"), "thread"), Release.Records(Out("clicks/2026-11-22"), "on local[2], scan mode"));
        Run(spark, OfThatDay);
        Assert.Equal(Release.Records(Out("local"), "thread").Order(StringComparer.Ordinal), Release.Records(Out("hive"), "on local[2], DataFrame mode"));
        // 120 clicks on that day, every twelfth by a user that users.parquet does not have
        Assert.Equal(110, Release.Records(Out("clicks-with-users/2026-11-22"), "on local[2], DataFrame mode").Count);
        Assert.Equal(2, Directory.GetFiles(Out("clicks-with-users/2026-11-22"), "data-*-of-00002.tfrecord").Length);
    }

    [Theory, MemberData(nameof(Versions))]
    public void Submit_StandaloneCluster_MakesTheRecordsOfTheLocalEngine(string version)
    {
        var spark = SparkInstallation.Get(version);
        using var cluster = new StandaloneCluster(spark);
        var submit = $"submit --master {cluster.Master} --executor-memory 512m -- convert";
        Run(spark, OfThatDay);
        var local = Release.Records(Out("local"), "thread");
        if (version.StartsWith('3'))
        {
            Run(spark, $"{submit}{OfThatDay["convert".Length..].Replace("out/local", "out/spark", StringComparison.Ordinal)}");
            Assert.Equal(local, Release.Records(Out("spark"), $"on {cluster.Master}, scan mode"));
        }
        else
        {
            Run(spark, $"{submit} --table 'parquet.`jobs/sample/shop/clicks`' --sql \"SELECT user_id, item, price, seconds, clicked FROM input WHERE ds = '2026-11-22'\" -o out/spark");
            Assert.Equal(local.Order(StringComparer.Ordinal), Release.Records(Out("spark"), $"on {cluster.Master}, DataFrame mode"));
        }
    }

    void Run(SparkInstallation spark, string arguments) => _release.Run(spark, _directory.FullName, $"sparktfrecord {arguments}");

    string Out(string name) => Path.Combine(_directory.FullName, "out", name);

    static IEnumerable<string> Commands(string file) =>
        ShellBlock().Matches(File.ReadAllText(Path.Combine(SparkInstallation.Repository, file))).SelectMany(b => b.Groups[1].Value.Replace("\\\n", "", StringComparison.Ordinal).Split('\n'))
            .Where(c => c.Contains("sparktfrecord ", StringComparison.Ordinal) || c.Contains("spark-submit ", StringComparison.Ordinal));

    [GeneratedRegex("```sh\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex ShellBlock();
}
