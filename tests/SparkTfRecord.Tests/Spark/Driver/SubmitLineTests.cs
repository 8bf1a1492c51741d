using SparkTfRecord.Spark.Driver;

namespace SparkTfRecord.Tests.Spark.Driver;

public sealed class SubmitLineTests : IDisposable
{
    const string Program = "/opt/sparktfrecord";

    readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("sparktfrecord-submit-");
    readonly string _archive;

    public SubmitLineTests()
    {
        _home.CreateSubdirectory("bin");
        File.WriteAllText(Path.Combine(_home.FullName, "bin", "spark-submit"), "");
        _archive = Path.Combine(_home.FullName, SubmitLine.ArchiveName);
        File.WriteAllText(_archive, "");
    }

    static string Script => Path.Combine(AppContext.BaseDirectory, "convert.py");

    public void Dispose() => _home.Delete(recursive: true);

    [Fact]
    public void Of_LocalMaster_ShipsNothing()
    {
        var line = Of("--master", "local[2]", "--", "convert", "a b", "out");
        Assert.Equal(["--master", "local[2]", "--conf", $"spark.pyspark.driver.python={Program}", Script, "convert", "a b", "out"], line.Arguments);
        Assert.Equal($"{line.Program} --master 'local[2]' --conf spark.pyspark.driver.python={Program} {Script} convert 'a b' out", line.ToString());
    }

    [Fact]
    public void Of_StandaloneClient_DriverHereWorkersFromTheArchive() => Assert.Equal(
        [
            "--master=spark://m:7077", "--archives", $"{_archive}#sparktfrecord", "--conf", "spark.pyspark.python=./sparktfrecord/sparktfrecord",
            "--conf", $"spark.pyspark.driver.python={Program}", Script, "convert", "--job", "a/job.json",
        ],
        Of("--master=spark://m:7077", "--", "convert", "--job", "a/job.json").Arguments);

    [Fact]
    public void Of_YarnCluster_AddsToWhatTheUserShipsAndKeepsWhatTheUserSets()
    {
        var line = Of("--master", "yarn", "--deploy-mode", "cluster", "--archives", "x.zip", "--conf", "spark.yarn.maxAppAttempts=3", "--", "convert", "--job", "a/job.json");
        Assert.Equal(
            [
                "--master", "yarn", "--deploy-mode", "cluster", "--archives", $"x.zip,{_archive}#sparktfrecord", "--conf", "spark.yarn.maxAppAttempts=3",
                "--conf", "spark.pyspark.python=./sparktfrecord/sparktfrecord", "--conf", "spark.pyspark.driver.python=./sparktfrecord/sparktfrecord",
                "--files", "a/job.json", Script, "convert", "--job", "job.json",
            ],
            line.Arguments);
        Assert.Equal([new("PYSPARK_ARCHIVES_PATH", Path.Combine(AppContext.BaseDirectory, "empty.zip"))], line.Environment);
        Assert.True(File.Exists(line.Environment["PYSPARK_ARCHIVES_PATH"]));
        Assert.True(File.Exists(Script));
    }

    [Fact]
    public void Of_NothingToRunNoSparkNoArchive_SaysWhatToDo()
    {
        Assert.Contains("behind '--'", Assert.Throws<PlanException>(() => Of("--master", "yarn")).Message, StringComparison.Ordinal);
        Assert.Contains("dotnet tool install", Assert.Throws<PlanException>(() => SubmitLine.Of(["--", "convert"], "/usr/bin/dotnet", _ => null)).Message, StringComparison.Ordinal);
        Assert.Contains("SPARK_HOME", Assert.Throws<PlanException>(() => SubmitLine.Of(["--", "convert"], Program, _ => null)).Message, StringComparison.Ordinal);
        File.Delete(_archive);
        Assert.Contains("deploy/release.sh", Assert.Throws<PlanException>(() => Of("--master", "yarn", "--", "convert")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_BackTicksInYarnClusterMode_Refused()
    {
        string[] ours = ["--", "convert", "--table", "parquet.`/data`"];
        Assert.Contains("write it into the job file", Assert.Throws<PlanException>(() => Of(["--master", "yarn", "--deploy-mode", "cluster", .. ours])).Message, StringComparison.Ordinal);
        Assert.Equal(ours[^1], Of(["--master", "yarn", .. ours]).Arguments[^1]);
    }

    SubmitLine Of(params string[] typed) => SubmitLine.Of(typed, Program, name => name switch
    {
        "SPARK_HOME" => _home.FullName,
        "SPARKTFRECORD_ARCHIVE" => _archive,
        _ => null,
    });
}
