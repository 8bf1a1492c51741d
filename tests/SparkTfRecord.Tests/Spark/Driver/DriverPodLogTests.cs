using SparkTfRecord.Spark.Driver;

namespace SparkTfRecord.Tests.Spark.Driver;

/// <summary>The words of Spark 3.3 to 4.3 (KubernetesUtils.containersDescription).</summary>
public sealed class DriverPodLogTests
{
    [Theory]
    [InlineData(75, "\t container name: spark-kubernetes-driver\n\t container image: i\n\t container state: terminated\n\t exit code: 75\n\t termination reason: Error")]
    [InlineData(0, "\t phase: Succeeded\n\t container name: istio-proxy\n\t exit code: 143\n\n\t container name: spark-kubernetes-driver\n\t exit code: 0")]
    [InlineData(2, "\t container name: mine\n\t exit code: 2")]
    [InlineData(1, "26/11/24 INFO LoggingPodStatusWatcherImpl: Application status for spark-1 (phase: Running)\n26/11/24 INFO LoggingPodStatusWatcherImpl: Application status for spark-1 (phase: Failed)")]
    [InlineData(3, """{"level":"INFO","msg":"Container final statuses:\n\n\n\t container name: spark-kubernetes-driver\n\t exit code: 3\n\t termination reason: Error"}""")]
    [InlineData(null, "\t container name: spark-kubernetes-driver\n\t container state: running\n\t phase: Running")]
    [InlineData(null, "")]
    public void ExitCode_WhatSparkSubmitLogs_IsTheDriversOwn(int? code, string lines)
    {
        var log = new DriverPodLog();
        foreach (var line in lines.Split('\n'))
            log.Add(line);
        Assert.Equal(code, log.ExitCode);
    }
}
