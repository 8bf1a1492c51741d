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
        return _shells.GetOrAdd(version, _ => new(() => new SparkShell(spark, "local[2,4]"))).Value;
    }

    public void Dispose()
    {
        foreach (var shell in _shells.Values.Where(s => s.IsValueCreated))
            shell.Value.Dispose();
    }
}
