using SparkTfRecord.Spark.Gateway;
using SparkTfRecord.Spark.Hadoop;
using SparkTfRecord.Storage;

namespace SparkTfRecord.Spark.Driver;

/// <summary>Where paths without a scheme are: Hadoop's <c>fs.defaultFS</c>.</summary>
/// <param name="Uri">Such as <c>hdfs://namenode:8020</c>, or <c>file:///</c>, Hadoop's own default.</param>
/// <param name="Gateway">The way to Hadoop's classes; null where all is mounted.</param>
sealed record DefaultFileSystem(string Uri, JavaGateway? Gateway = null)
{
    const string Key = "fs.defaultFS";

    string? _home;

    /// <summary>This machine's.</summary>
    public static DefaultFileSystem Local { get; } = new("file:///");

    /// <summary>What spark-submit or the cluster's core-site.xml says; Spark's context need not be started.</summary>
    public static DefaultFileSystem Of(JavaGateway gateway)
    {
        using var configuration = gateway.New("org.apache.hadoop.conf.Configuration");
        return new(gateway.CallStatic<string?>("java.lang.System", "getProperty", $"spark.hadoop.{Key}") ?? configuration.Call<string>("get", Key), gateway);
    }

    /// <summary>Whether a path leads to a local or mounted filesystem, which workers open themselves.</summary>
    public bool Mounts(string path) => IsFile(path) || (!HasScheme(path) && IsFile(Uri));

    /// <summary>Whether a path without a scheme leads to another filesystem.</summary>
    public bool Redirects(string path) => !HasScheme(path) && !IsFile(Uri);

    /// <summary>A path with what it leaves out before it: scheme and host, and where it is relative the user's home there.</summary>
    public string Name(string path) => !Redirects(path) ? path : path.StartsWith('/') ? StoragePath.Host(Uri) + path : $"{_home ??= Home()}/{path}";

    string Home()
    {
        using var storage = HadoopStorage.Open(Gateway!);
        return storage.Home(Uri);
    }

    static bool IsFile(string path) => path.StartsWith("file:", StringComparison.Ordinal);

    static bool HasScheme(string path) => IsFile(path) || StoragePath.HasScheme(path);
}
