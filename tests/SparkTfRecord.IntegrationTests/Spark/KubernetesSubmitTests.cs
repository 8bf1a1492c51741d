using System.Diagnostics;
using SparkTfRecord.IntegrationTests.Support;

namespace SparkTfRecord.IntegrationTests.Spark;

/// <summary>
/// Kubernetes' cluster mode as far as it goes without Kubernetes: <c>submit</c> and the real spark-submit up to the class that would make the driver's pod,
/// for which a stand-in notes what it gets, and then what the pod would run, as the image's entrypoint.sh starts it, on a local master.
/// </summary>
[Collection("Spark")]
public sealed class KubernetesSubmitTests : IDisposable
{
    const string StandIn =
        """
        package org.apache.spark.deploy.k8s.submit;

        public class KubernetesClientApplication implements org.apache.spark.deploy.SparkApplication {
            public void start(String[] arguments, org.apache.spark.SparkConf conf) {
                try {
                    var directory = java.nio.file.Path.of(System.getenv("POD"));
                    java.nio.file.Files.writeString(directory.resolve("arguments"), String.join("\0", arguments));
                    var properties = new java.util.Properties();
                    for (var property : conf.getAll())
                        properties.setProperty(property._1(), property._2());
                    try (var file = java.nio.file.Files.newOutputStream(directory.resolve("spark.properties"))) {
                        properties.store(file, null);
                    }
                    System.err.println("\t container name: spark-kubernetes-driver\n\t exit code: 0");
                } catch (java.io.IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            }
        }
        """;

    readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("sparktfrecord-kubernetes-");

    public static TheoryData<string> Versions => SparkInstallation.Versions;

    static string Program => CliProcess.Program;

    public void Dispose() => _directory.Delete(recursive: true);

    [Theory, MemberData(nameof(Versions))]
    public void Submit_ClusterMode_ThePodsCommandConverts(string version)
    {
        var spark = SparkInstallation.Get(version);
        var job = Path.Combine(_directory.FullName, "job.json");
        File.WriteAllText(job,
            """
            // of one day; in the pod there is no such file
            { "input": { "paths": ["${clicks}/ds=${ds}"] }, "output": { "path": "ü `x` $(y) ${ds}" } }
            """);
        SubmitToStandIn(spark, job);
        using var pod = StartPod(spark);
        Assert.True(pod.Wait().ExitCode == 0, pod.Log);
        Assert.Contains("120 rows became 120 records", pod.Log, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(_directory.FullName, "ü `x` $(y) 2026-11-22", "_SUCCESS")));
    }

    void SubmitToStandIn(SparkInstallation spark, string job)
    {
        var source = Path.Combine(_directory.FullName, "KubernetesClientApplication.java");
        File.WriteAllText(source, StandIn);
        Run(new("javac", ["-d", _directory.FullName, "-cp", Path.Combine(spark.Home, "jars", "*"), source]));

        var start = spark.Command("spark-submit", [
            "submit", "--master", "k8s://https://127.0.0.1:9", "--deploy-mode", "cluster", "--conf", "spark.kubernetes.container.image=image",
            "--conf", $"spark.pyspark.python={Program}", "--", "convert", "--job", job, "--set", "ds=2026-11-22", "--set", $"clicks={SparkInstallation.Repository}/jobs/sample/shop/clicks"]);
        start.FileName = Program;
        start.Environment["POD"] = start.Environment["SPARK_DIST_CLASSPATH"] = _directory.FullName;
        Run(start);
    }

    SubmittedProcess StartPod(SparkInstallation spark)
    {
        var properties = Path.Combine(_directory.FullName, "spark.properties");
        File.AppendAllText(properties, "spark.master=local[2]\nspark.ui.enabled=false\n"); // the last one counts
        var given = File.ReadAllText(Path.Combine(_directory.FullName, "arguments")).Split('\0').Chunk(2).ToLookup(p => p[0], p => p[1]);
        var arguments = given["--arg"].Select(a => a.Replace("$$", "$", StringComparison.Ordinal)); // as Kubernetes does
        var start = spark.Command("spark-submit", [
            "--conf", "spark.driver.bindAddress=127.0.0.1", "--deploy-mode", "client", "--properties-file", properties,
            "--class", given["--main-class"].Single(), given["--primary-py-file"].Single(), .. arguments]);
        start.WorkingDirectory = _directory.FullName;
        return new(start);
    }

    static void Run(ProcessStartInfo start)
    {
        using var process = new SubmittedProcess(start);
        Assert.True(process.Wait().ExitCode == 0, process.Log);
    }
}
