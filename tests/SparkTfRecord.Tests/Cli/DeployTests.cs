using System.Xml.Linq;
using SparkTfRecord.Spark.Driver;
using SparkTfRecord.Tests.Support;

namespace SparkTfRecord.Tests.Cli;

/// <summary>The files in deploy for systems that are not here: parsed, run as far as they go, and compared with what <c>submit</c> does.</summary>
public sealed class DeployTests
{
    [Theory]
    [InlineData(0, "done")]
    [InlineData(1, "AirflowFailException")]
    [InlineData(2, "AirflowFailException")]
    [InlineData(75, "AirflowException")] // which Airflow tries again
    [InlineData(75, "AirflowException", "airflow.sdk")] // Airflow 3
    public void AirflowDag_ExitCodes_EndAsTheyShould(int code, string end, string decorators = "airflow.decorators")
    {
        const string Script =
            """
            import contextlib, io, os, runpy, sys, types

            class AirflowException(Exception): pass
            class AirflowFailException(AirflowException): pass

            def task(**options):
                assert options["retries"] > 0
                return lambda f: lambda: f(ds="2026-11-22")

            def module(name, **members):
                sys.modules[name] = types.ModuleType(name)
                sys.modules[name].__dict__.update(members)

            module("airflow")
            module(sys.argv[2], dag=lambda **options: lambda f: f, task=task)
            module("airflow.exceptions", AirflowException=AirflowException, AirflowFailException=AirflowFailException)

            os.environ["PATH"] = sys.argv[3] + ":" + os.environ["PATH"]
            log, end = io.StringIO(), "done"
            with contextlib.redirect_stdout(log):  # as Airflow does, which does not see what goes to the file descriptor
                try:
                    runpy.run_path(sys.argv[1])
                except AirflowException as e:
                    end = type(e).__name__
            print(log.getvalue() + end)
            """;
        using var directory = new TemporaryDirectory();
        var program = Path.Combine(directory.Path, "sparktfrecord");
        File.WriteAllText(program, $"#!/bin/sh\necho sparktfrecord \"$@\"\necho its message >&2\nexit {code}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var lines = Python.Run(Script, Deploy("airflow/clicks.py"), decorators, directory.Path).Split('\n');
        Assert.Equal(["its message", end], lines[1..3]);
        Assert.Contains("-- convert --job /opt/jobs/parquet.json --set ds=2026-11-22", lines[0], StringComparison.Ordinal);
        // all behind convert is an option that there is, else the plan would not get as far as the job file
        var typed = lines[0].Split(" -- ")[1].Split(' ');
        Assert.Contains("/opt/jobs/parquet.json", CliRun.Of(typed).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void OozieWorkflow_Options_AreThoseOfSubmit()
    {
        var workflow = XDocument.Load(Deploy("oozie/workflow.xml"));
        string[] All(string name) => [.. workflow.Descendants().Where(e => e.Name.LocalName == name).Select(e => e.Value)];
        using var directory = new TemporaryDirectory();
        File.WriteAllText(Path.Combine(directory.Path, "spark-submit"), "");
        File.WriteAllText(Path.Combine(directory.Path, SubmitLine.ArchiveName), "");
        var submit = SubmitLine.Of(
            ["--master", "yarn", "--deploy-mode", "cluster", "--num-executors", "20", "--", "--job", "jobs/parquet.json"], Path.Combine(directory.Path, "sparktfrecord"),
            name => name is "PATH" or "SPARK_CONF_DIR" ? directory.Path : null).Arguments;

        // a part of what the schema of Oozie 5 (spark-action-1.0.xsd) has, in its order, with all that it requires
        string[] schema = ["resource-manager", "name-node", "prepare", "launcher", "job-xml", "configuration", "master", "mode", "name", "class", "jar", "spark-opts", "arg", "file", "archive"];
        var elements = workflow.Descendants().Single(e => e.Name == XName.Get("spark", "uri:oozie:spark-action:1.0")).Elements().Select(e => e.Name.LocalName).Distinct().ToList();
        Assert.Equal(schema.Where(elements.Contains), elements);
        Assert.Subset(elements.ToHashSet(), new HashSet<string> { "master", "name", "jar" });

        var options = All("spark-opts").Single().Split(' ').Where(o => !o.StartsWith("--", StringComparison.Ordinal));
        Assert.All(options, o => Assert.Contains(o, submit));
        Assert.Equal(submit[submit.ToList().IndexOf("--archives") + 1].Split('/')[^1].Replace("arm64", "x64", StringComparison.Ordinal), All("archive").Single());
        Assert.Equal(All("arg")[..2], submit.TakeLast(2));
        Assert.True(File.Exists(Path.Combine(Golden.Root, "jobs", All("file").Single())));
    }

    [Fact]
    public void KubernetesFiles_NamesAndPaths_AreTheSameEverywhere()
    {
        var (image, objects) = (Read("docker/Dockerfile"), Read("kubernetes/spark.yaml"));
        using var directory = new TemporaryDirectory();
        File.WriteAllText(Path.Combine(directory.Path, "spark-submit"), "");
        var submit = SubmitLine.Of(
            ["--properties-file", Deploy("kubernetes/spark.conf"), "--master", "k8s://https://HOST:6443", "--deploy-mode", "cluster", "--", "convert", "/data/in", "/data/out"],
            "/usr/bin/sparktfrecord", name => name == "PATH" ? directory.Path : null).Arguments;

        Assert.Contains("ADD sparktfrecord-${RUNTIME}.tar.gz /opt/sparktfrecord/", image, StringComparison.Ordinal);
        Assert.EndsWith("\nUSER 185\n", image, StringComparison.Ordinal);
        Assert.Contains("spark.pyspark.python=/opt/sparktfrecord/sparktfrecord", submit);
        var properties = File.ReadLines(Deploy("kubernetes/spark.conf")).Where(l => l.StartsWith("spark.", StringComparison.Ordinal)).Select(l => l.Split(' ')).ToDictionary(w => w[0], w => w[1]);
        Assert.Contains($"kind: ServiceAccount\nmetadata:\n  name: {properties["spark.kubernetes.authenticate.driver.serviceAccountName"]}\n", objects, StringComparison.Ordinal);
        foreach (var role in new[] { "driver", "executor" })
        {
            var volume = $"spark.kubernetes.{role}.volumes.persistentVolumeClaim.data";
            Assert.Contains($"kind: PersistentVolumeClaim\nmetadata:\n  name: {properties[$"{volume}.options.claimName"]}\n", objects, StringComparison.Ordinal);
            Assert.Contains("kind: Pod\nspec:\n  securityContext:\n    fsGroup: 185\n", File.ReadAllText(Path.Combine(Golden.Root, properties[$"spark.kubernetes.{role}.podTemplateFile"])), StringComparison.Ordinal);
            Assert.Equal(("/data", "false"), (properties[$"{volume}.mount.path"], properties[$"{volume}.mount.readOnly"]));
        }
    }

    static string Deploy(string file) => Path.Combine(Golden.Root, "deploy", file);

    static string Read(string file) => File.ReadAllText(Deploy(file));
}
