using SparkTfRecord.Spark.Driver;
using SparkTfRecord.Tests.Support;

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
                "--conf", "spark.executor.memoryOverhead=896m", "--files", "a/job.json", Script, "convert", "--job", "job.json",
            ],
            line.Arguments);
        Assert.Equal([new("PYSPARK_ARCHIVES_PATH", Path.Combine(AppContext.BaseDirectory, "empty.zip"))], line.Environment);
        Assert.True(File.Exists(line.Environment["PYSPARK_ARCHIVES_PATH"]));
        Assert.True(File.Exists(Script));
    }

    [Theory]
    [InlineData("--files=a.txt", "--archives=x.zip")]
    [InlineData("--files", "a.txt", "--archives", "x.zip")]
    [InlineData("--files", "of another.txt", "--archives=another.zip", "--files=a.txt", "--archives", "x.zip")]
    [InlineData("--conf", "spark.files=a.txt", "--conf=spark.archives=x.zip")]
    [InlineData("--properties-file", "spark.conf")]
    public void Of_FilesAndArchivesOfTheUser_AreShippedToo(params string[] theirs)
    {
        var properties = Path.Combine(_home.FullName, "spark.conf");
        File.WriteAllText(properties, "spark.files a.txt\nspark.archives=x.zip\n");
        var typed = theirs.Select(a => a == "spark.conf" ? properties : a).ToList();
        var line = Of(["--master", "yarn", "--deploy-mode", "cluster", .. typed, "--", "convert", "--job", "a/job.json"]);
        var heeded = new SubmitOptions([.. line.Arguments], new Dictionary<string, string>());
        Assert.Equal("a.txt,a/job.json", heeded.Value("--files"));
        Assert.Equal($"x.zip,{_archive}#sparktfrecord", heeded.Value("--archives"));
    }

    [Fact]
    public void Of_PropertiesFile_WhatItSetsStandsButNotThePythonOfOthers()
    {
        var defaults = Path.Combine(_home.CreateSubdirectory("conf").FullName, "spark-defaults.conf");
        File.WriteAllText(defaults, "spark.yarn.maxAppAttempts 4\nspark.pyspark.python /usr/bin/python3\nspark.pyspark.driver.python /usr/bin/python3\nspark.executor.memoryOverhead 2g\n");
        string[] ours = ["--conf", "spark.pyspark.python=./sparktfrecord/sparktfrecord", "--conf", $"spark.pyspark.driver.python={Program}", Script, "convert"];
        Assert.Equal(["--master", "yarn", "--archives", $"{_archive}#sparktfrecord", .. ours], Of("--master", "yarn", "--", "convert").Arguments);
        Assert.Equal(["--master", "local", .. ours[2..]], Of("--master", "local", "--", "convert").Arguments);

        var named = Path.Combine(_home.FullName, "k8s.conf");
        File.WriteAllText(named, "spark.pyspark.python /app/sparktfrecord\nspark.kubernetes.container.image i\n");
        string[] typed = ["--master", "k8s://h", "--deploy-mode", "cluster", "--properties-file", named];
        Assert.Equal(["--conf", "spark.executor.memoryOverhead=896m", "--conf", "spark.pyspark.driver.python=/app/sparktfrecord", "local:///app/convert.py", "convert"], Of([.. typed, "--", "convert"]).Arguments.Skip(6));
        Assert.Equal(["--conf", "spark.pyspark.driver.python=/app/sparktfrecord", "local:///app/convert.py", "convert"], Of([.. typed, "--load-spark-defaults", "--", "convert"]).Arguments.Skip(7));
    }

    [Fact]
    public void Of_SparkSubmitOfAPackage_AsksWhereItsConfigurationIs()
    {
        var bin = Path.Combine(_home.FullName, "bin");
        var conf = _home.CreateSubdirectory("etc").FullName;
        File.WriteAllText(Path.Combine(conf, "spark-defaults.conf"), "spark.master yarn\n");
        Assert.SkipWhen(Directory.Exists("/etc/spark/conf"), "a Spark of packages is here");
        Assert.Contains("set SPARK_HOME", Assert.Throws<PlanException>(() => Submit("")).Message, StringComparison.Ordinal);
        Assert.Contains("--archives", Submit(conf).Arguments);
        File.WriteAllText(Path.Combine(bin, "spark-class"), "");
        Assert.DoesNotContain("--archives", Submit("").Arguments);

        SubmitLine Submit(string configuration) => SubmitLine.Of(["--", "convert"], Program, name => name switch
        {
            "PATH" => bin,
            "SPARK_CONF_DIR" => configuration,
            "SPARKTFRECORD_ARCHIVE" => _archive,
            _ => null,
        });
    }

    [Theory]
    [InlineData("bin/program/sparktfrecord", "bin"), InlineData("program/sparktfrecord", "program"), InlineData("out/bin/sparktfrecord", "artifacts/release")]
    public void Of_ArchiveNotNamed_IsFoundBesideTheProgramOrWhereReleaseShPutsIt(string program, string directory)
    {
        var archive = Path.Combine(_home.CreateSubdirectory(directory).FullName, SubmitLine.ArchiveName);
        File.Move(_archive, archive);
        var line = SubmitLine.Of(["--master", "yarn", "--", "convert"], Path.Combine(_home.FullName, program), name => name == "SPARK_HOME" ? _home.FullName : null);
        Assert.Contains($"{archive}#sparktfrecord", line.Arguments);
    }

    [Fact]
    public void Of_YarnClient_DriverHereJobFileWhereItIs() => Assert.Equal(
        [
            "--master", "yarn", "--archives", $"{_archive}#sparktfrecord", "--conf", "spark.pyspark.python=./sparktfrecord/sparktfrecord", "--conf", $"spark.pyspark.driver.python={Program}",
            "--conf", "spark.yarn.maxAppAttempts=1", "--conf", "spark.executor.memoryOverhead=896m", Script, "convert", "--job", "a/job.json",
        ],
        Of("--master", "yarn", "--", "convert", "--job", "a/job.json").Arguments);

    [Theory]
    [InlineData("local[2]"), InlineData("spark://m:7077")]
    public void Of_ClusterModeWhereSparkHasNone_SaysSo(string master) => Assert.Contains(
        "leave --deploy-mode out", Assert.Throws<PlanException>(() => Of("--master", master, "--deploy-mode", "cluster", "--", "convert")).Message, StringComparison.Ordinal);

    [Fact]
    public void Of_KubernetesCluster_ProgramOfTheImageAndTheTextOfTheJobFile()
    {
        var job = Path.Combine(_home.FullName, "job.json");
        File.WriteAllText(job, "// of ${ds}\n{\n  \"input\": { \"paths\": [\"/data/$${x}/ü\"], }\n}\n");
        var line = Of("--master", "k8s://https://h", "--deploy-mode", "cluster", "--conf", "spark.kubernetes.container.image=i", "--", "convert", $"--job={job}", "--set", "a=$(b)");
        Assert.Equal(
            [
                "--master", "k8s://https://h", "--deploy-mode", "cluster", "--conf", "spark.kubernetes.container.image=i", "--conf", "spark.executor.memoryOverhead=896m",
                "--conf", "spark.pyspark.python=/opt/sparktfrecord/sparktfrecord", "--conf", "spark.pyspark.driver.python=/opt/sparktfrecord/sparktfrecord",
                "local:///opt/sparktfrecord/convert.py", "convert", "--job", """{"input":{"paths":["/data/$$$${x}/\u00FC"]}}""", "--set", "a=$$(b)",
            ],
            line.Arguments);
        Assert.True(line.HidesFailure);
        Assert.False(Of("--master", "k8s://h", "--deploy-mode", "cluster", "--conf", "spark.kubernetes.container.image=i", "--conf", "spark.kubernetes.submission.waitAppCompletion=false", "--", "convert").HidesFailure);
    }

    [Fact]
    public void Of_KubernetesClient_DriverHereWorkersOfTheImage()
    {
        var line = Of("--master", "k8s://https://h", "--conf", "spark.kubernetes.executor.container.image=i", "--", "convert", "--job", "a/$job.json");
        Assert.Equal(
            [
                "--master", "k8s://https://h", "--conf", "spark.kubernetes.executor.container.image=i", "--conf", "spark.executor.memoryOverhead=896m",
                "--conf", "spark.pyspark.python=/opt/sparktfrecord/sparktfrecord", "--conf", $"spark.pyspark.driver.python={Program}", Script, "convert", "--job", "a/$job.json",
            ],
            line.Arguments);
        Assert.False(line.HidesFailure);
    }

    [Fact]
    public void Of_KubernetesClusterWithAnotherPlaceInTheImage_IsUsedThroughout()
    {
        var line = Of(
            "--master", "k8s://h", "--deploy-mode=cluster", "--conf=spark.kubernetes.container.image=i", "--conf", "spark.pyspark.python=/app/sparktfrecord",
            "--", "convert", "--job", "local:///data/job.json");
        Assert.Equal(["--conf", "spark.pyspark.driver.python=/app/sparktfrecord", "local:///app/convert.py", "convert", "--job", "/data/job.json"], line.Arguments.TakeLast(6));
    }

    [Fact]
    public void Of_KubernetesWithoutImageOrJob_SaysWhatToDo()
    {
        Refused("spark.kubernetes.container.image=IMAGE", "--", "convert");
        Refused("spark.kubernetes.container.image=IMAGE", "--deploy-mode", "cluster", "--conf", "spark.kubernetes.executor.container.image=i", "--", "convert");
        string[] cluster = ["--deploy-mode", "cluster", "--conf", "spark.kubernetes.container.image=i", "--", "convert", "--job"];
        Refused("is named by local:///PATH", [.. cluster, "/nowhere/job.json"]);
        var job = Path.Combine(_home.FullName, "job.json");
        File.WriteAllText(job, $"{{ \"x\": \"{new string('y', 110_000)}\" }}");
        Refused("110008 bytes, and an argument has at most 102400", [.. cluster, job]);
        File.WriteAllText(job, "[]");
        Refused("this is no job", [.. cluster, job]);
        File.WriteAllText(job, "{\n\"input\": ]");
        Refused("job.json:2: this is not JSON: ']' is an invalid start of a value.", [.. cluster, job]);

        void Refused(string why, params string[] typed) =>
            Assert.Contains(why, Assert.Throws<PlanException>(() => Of(["--master", "k8s://h", .. typed])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_MasterModeAndImageInAPropertiesFile_AreSeen()
    {
        var file = Path.Combine(_home.FullName, "spark.conf");
        File.WriteAllText(file, "# of the cluster\nspark.master   k8s://https://h:1\nspark.submit.deployMode=cluster\n\nspark.kubernetes.container.image : i\nspark.executor.memory 8g\n");
        Check(Of("--properties-file", file, "--executor-cores", "4", "--", "convert"));
        File.Move(file, Path.Combine(_home.CreateSubdirectory("conf").FullName, "spark-defaults.conf"));
        Check(Of("--executor-cores", "4", "--", "convert"));
        Assert.Contains("--archives", Of("--master", "yarn", "--", "convert").Arguments);

        static void Check(SubmitLine line)
        {
            Assert.Contains("local:///opt/sparktfrecord/convert.py", line.Arguments);
            Assert.Contains("spark.executor.memoryOverhead=1523m", line.Arguments); // a tenth of 8 GiB for Java, 256 MiB, 4 threads of 64 MiB, 192 MiB for HDFS
        }
    }

    [Theory]
    [InlineData("512m", 896), InlineData("1g", 896), InlineData("5120", 1024), InlineData("5242880k", 1024), InlineData("5368709120b", 1024), InlineData("1t", 105369), InlineData("5GB", 1024)]
    public void Of_ExecutorMemory_OverheadIsThatOfJavaAndOfTheWorker(string memory, int mebibytes) =>
        Assert.Contains($"spark.executor.memoryOverhead={mebibytes}m", Of("--master", "yarn", "--executor-memory", memory, "--", "convert").Arguments);

    [Theory]
    [InlineData("--conf", "spark.executor.memoryOverhead=1g"), InlineData("--conf", "spark.executor.memoryOverheadFactor=0.5"), InlineData("--executor-memory", "much")]
    public void Of_OverheadOfTheUser_Stands(string option, string value) =>
        Assert.DoesNotContain(Of("--master", "yarn", option, value, "--", "convert").Arguments, a => a.StartsWith("spark.executor.memoryOverhead=", StringComparison.Ordinal) && a != value);

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
    public void ToString_HostileWords_ReachSparkSubmitAsTheyAre()
    {
        var bin = _home.CreateSubdirectory("it's $(touch pwned) \"x\" `y`;&\n~").CreateSubdirectory("bin");
        var submit = Path.Combine(bin.FullName, "spark-submit");
        File.WriteAllText(submit, "#!/bin/bash\nprintf '%s\\0' \"$PYSPARK_ARCHIVES_PATH\" \"$@\"\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(submit, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        string[] hostile = ["'", "\"", "\\", "$(touch pwned)", "`touch pwned`", "a\nb; touch pwned", "*", "~", "!!", "", " ", "$HOME", "#x", "{a,b}", "-- ", "\u202Ex", "día", "a=b", "\t", "'\\''"];
        var line = SubmitLine.Of(["--master", "yarn", .. hostile, "--", "convert", .. hostile], Program, name => name switch
        {
            "SPARK_HOME" => bin.Parent!.FullName,
            "SPARKTFRECORD_ARCHIVE" => _archive,
            _ => null,
        });
        Assert.Equal([line.Environment["PYSPARK_ARCHIVES_PATH"], .. line.Arguments, ""], Bash.Run(line.ToString(), _home.FullName).Split('\0'));
        Assert.False(File.Exists(Path.Combine(_home.FullName, "pwned")));
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
