using System.Collections.Concurrent;
using SparkTfRecord.IntegrationTests.Spark;

[assembly: AssemblyFixture(typeof(SparkShells))]

namespace SparkTfRecord.IntegrationTests.Spark;

/// <summary>One local Spark of each version for all tests that need nothing special; started when first asked for.</summary>
public sealed class SparkShells : IDisposable
{
    readonly ConcurrentDictionary<string, Lazy<SparkShell>> _shells = [];

    internal SparkShell Get(string version)
    {
        var spark = SparkInstallation.Get(version);
        // Of tasks that end within a tenth of a second of another event Spark would tell only with the next heartbeat.
        return _shells.GetOrAdd(version, _ => new(() => new SparkShell(spark, "local[2,4]", "spark.ui.liveUpdate.period=0"))).Value;
    }

    public void Dispose()
    {
        foreach (var shell in _shells.Values.Where(s => s.IsValueCreated))
            shell.Value.Dispose();
    }
}
