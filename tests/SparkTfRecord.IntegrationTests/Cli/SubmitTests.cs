using SparkTfRecord.IntegrationTests.Support;

namespace SparkTfRecord.IntegrationTests.Cli;

/// <summary>What becomes of the end of a driver on Kubernetes; a script that logs as Spark does stands for spark-submit, which ends with 0 whatever happened.</summary>
public sealed class SubmitTests : IDisposable
{
    const string Cluster = "--master k8s://https://h --deploy-mode cluster --conf spark.kubernetes.container.image=i";

    readonly ScratchDirectory _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void Submit_KubernetesCluster_EndsAsTheDriverDid()
    {
        Assert.Equal(75, Submit(Cluster, "exit code: 75", 0).Code);
        Assert.Equal(0, Submit(Cluster, "exit code: 0", 0).Code);
        Assert.Equal(9, Submit(Cluster, "exit code: 0", 9).Code);
        var (code, error) = Submit(Cluster, "no word of it", 0);
        Assert.Equal(1, code);
        Assert.Matches(@"no word of it\nsparktfrecord: submit: spark-submit has ended and did not say how the driver did; .*\n$", error);
    }

    [Fact]
    public void Submit_DriverHereOrNotWaitedFor_EndsAsSparkSubmitDoes()
    {
        Assert.Equal(0, Submit("--master k8s://https://h --conf spark.kubernetes.container.image=i", "exit code: 75", 0).Code);
        Assert.Equal(0, Submit($"{Cluster} --conf spark.kubernetes.submission.waitAppCompletion=false", "no word of it", 0).Code);
    }

    [Fact]
    public void Print_Kubernetes_ShowsTheLineOrWhatIsMissing()
    {
        File.WriteAllText(_scratch["job.json"], """{ "output": { "path": "${out}" } }""");
        Submit(Cluster, "exit code: 0", 0);
        var (code, output, _) = CliProcess.Shell(_scratch.Path, $"SPARK_HOME=$PWD sparktfrecord submit --print {Cluster} -- convert --job job.json --set 'out=a b'");
        Assert.Equal(0, code);
        Assert.EndsWith("""local:///opt/sparktfrecord/convert.py convert --job '{"output":{"path":"$${out}"}}' --set 'out=a b'""" + "\n", output, StringComparison.Ordinal);

        var (refused, nothing, error) = CliProcess.Shell(_scratch.Path, "SPARK_HOME=$PWD sparktfrecord submit --print --master k8s://https://h -- convert in out");
        Assert.Equal((2, ""), (refused, nothing));
        Assert.Contains("add --conf spark.kubernetes.container.image=IMAGE", error, StringComparison.Ordinal);
    }

    (int Code, string Error) Submit(string options, string log, int exitCode)
    {
        var script = _scratch[Path.Combine("bin", "spark-submit")];
        Directory.CreateDirectory(Path.GetDirectoryName(script)!);
        File.WriteAllText(script, $"#!/bin/sh\nprintf '\\t container name: spark-kubernetes-driver\\n\\t {log}\\n' >&2\nexit {exitCode}\n");
        var (code, _, error) = CliProcess.Shell(_scratch.Path, $"chmod +x bin/spark-submit; SPARK_HOME=$PWD sparktfrecord submit {options} -- convert in out");
        Assert.Contains(log, error, StringComparison.Ordinal);
        return (code, error);
    }
}
