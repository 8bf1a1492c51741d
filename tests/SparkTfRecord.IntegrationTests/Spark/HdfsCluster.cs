using SparkTfRecord.IntegrationTests.Spark;

[assembly: AssemblyFixture(typeof(HdfsCluster))]

namespace SparkTfRecord.IntegrationTests.Spark;

/// <summary>A real HDFS of one name node and one data node; started when first asked for.</summary>
public sealed class HdfsCluster : IDisposable
{
    readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("sparktfrecord-hdfs-");
    readonly Lazy<string> _uri;

    public HdfsCluster() => _uri = new(() => YarnCluster.Run(Script, "start", _directory.FullName));

    /// <summary>Where it is, such as <c>hdfs://localhost:35163</c>; skips the test without one.</summary>
    internal string Uri => _uri.Value;

    static string Script => Path.Combine(SparkInstallation.Hdfs, "hdfs.sh");

    public void Dispose()
    {
        if (_uri.IsValueCreated)
            YarnCluster.Run(Script, "stop", _directory.FullName);
        _directory.Delete(recursive: true);
    }
}
