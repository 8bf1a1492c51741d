using System.Diagnostics;
using System.Text.RegularExpressions;

namespace SparkTfRecord.IntegrationTests.Spark;

/// <summary>A Spark that tests run on: SPARK_HOME, else those packed in ../shared/spark, unpacked once into artifacts/spark.</summary>
sealed partial record SparkInstallation(string Version, string Home)
{
    static readonly Lazy<IReadOnlyList<SparkInstallation>> s_all = new(FindAll);

    /// <summary>The repository's root.</summary>
    public static string Repository { get; } = Support.Repository.Root;

    /// <summary>The versions there are, for theories: one that says so when there is none.</summary>
    public static TheoryData<string> Versions => s_all.Value.Count > 0 ? [.. s_all.Value.Select(s => s.Version)] : ["no Spark here"];

    /// <summary>The newest.</summary>
    public static SparkInstallation Newest => Get(s_all.Value is [.., var last] ? last.Version : "no Spark here");

    /// <summary>The oldest.</summary>
    public static SparkInstallation Oldest => Get(s_all.Value is [var first, ..] ? first.Version : "no Spark here");

    /// <summary>The installation of a version; skips the test without one.</summary>
    public static SparkInstallation Get(string version)
    {
        var found = s_all.Value.FirstOrDefault(s => s.Version == version);
        Need(found is not null, "No Spark: set SPARK_HOME, or put the packed ones into ../shared/spark.");
        return found!;
    }

    /// <summary>The YARN that came with the packed Sparks; skips the test without it.</summary>
    public static string Yarn => Packed("yarn");

    /// <summary>The HDFS that came with them; skips the test without it.</summary>
    public static string Hdfs => Packed("hdfs");

    /// <summary>A process of this Spark, not started yet; its environment is this Spark's and none of the caller's Spark settings.</summary>
    public ProcessStartInfo Command(string script, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(Home, "bin", script), arguments) { UseShellExecute = false };
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("SPARK", StringComparison.Ordinal) || k.StartsWith("PYSPARK", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        start.Environment["SPARK_HOME"] = Home;
        start.Environment["SPARK_LOCAL_IP"] = "127.0.0.1";
        start.Environment["DOTNET_ROOT"] = Path.GetFullPath("../../..", Path.GetDirectoryName(typeof(object).Assembly.Location)!);
        return start;
    }

    static string Packed(string name)
    {
        _ = s_all.Value;
        var directory = Path.Combine(Repository, "artifacts", "spark", name);
        Need(File.Exists(Path.Combine(directory, $"{name}.sh")), $"No {name.ToUpperInvariant()}: put the packed one into ../shared/spark.");
        return directory;
    }

    /// <summary>Skips a test for which something is missing, or fails it where .ci/run has seen that it is there.</summary>
    static void Need(bool there, string orElse)
    {
        Assert.True(there || Environment.GetEnvironmentVariable("SPARKTFRECORD_TEST_SPARK") != "required", orElse);
        Assert.SkipUnless(there, orElse);
    }

    static List<SparkInstallation> FindAll()
    {
        if (Environment.GetEnvironmentVariable("SPARK_HOME") is { Length: > 0 } home)
            return [new(ReadVersion(home), home)];
        var packed = Path.GetFullPath("../shared/spark", Repository);
        return File.Exists(Path.Combine(packed, "unpack.sh")) ? Unpack(packed) : [];
    }

    static List<SparkInstallation> Unpack(string packed)
    {
        var target = Path.Combine(Repository, "artifacts", "spark");
        string[] parts = ["spark-3.5.9", "spark-4.3.0", "yarn", "hdfs"];
        using var unpack = Process.Start(new ProcessStartInfo(Path.Combine(packed, "unpack.sh"), [target, .. parts]))!;
        unpack.WaitForExit();
        Assert.Equal(0, unpack.ExitCode);
        return [.. parts[..2].Select(p => Path.Combine(target, p)).Select(p => new SparkInstallation(ReadVersion(p), p))];
    }

    static string ReadVersion(string home) => VersionInRelease().Match(File.ReadAllText(Path.Combine(home, "RELEASE"))).Groups[1].Value;

    [GeneratedRegex(@"Spark (\d+\.\d+\.\d+)")]
    private static partial Regex VersionInRelease();
}
