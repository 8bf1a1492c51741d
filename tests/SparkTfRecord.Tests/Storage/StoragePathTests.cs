using SparkTfRecord.Storage;

namespace SparkTfRecord.Tests.Storage;

public sealed class StoragePathTests
{
    [Theory]
    [InlineData("/a/b", "/a")]
    [InlineData("/a", "/")]
    [InlineData("/", null)]
    [InlineData("a", null)]
    [InlineData("hdfs://n:1/a/b", "hdfs://n:1/a")]
    [InlineData("hdfs://n:1/a", "hdfs://n:1/")]
    [InlineData("hdfs://n:1/", null)]
    [InlineData("hdfs://n:1", null)]
    [InlineData("viewfs:///a/b", "viewfs:///a")]
    [InlineData("viewfs:/a/b", "viewfs:///a")]
    [InlineData("viewfs:/a", "viewfs:///")]
    [InlineData("viewfs:/", null)]
    public void Parent_PathsAndUris_EndAtTheRoot(string path, string? parent) => Assert.Equal(parent, StoragePath.Parent(path));

    [Theory]
    [InlineData("hdfs://n/a", true)]
    [InlineData("s3a://b/a", true)]
    [InlineData("file:///a", false)]
    [InlineData("viewfs:/a", true)]
    [InlineData("dbfs:/a", true)]
    [InlineData("file:/a", false)]
    [InlineData("/a:b", false)]
    [InlineData("a:/b", false)]
    [InlineData("run:1/a", false)]
    [InlineData("a/b://c", false)]
    public void IsRemote_UrisOfOthers(string path, bool remote) => Assert.Equal(remote, StoragePath.IsRemote(path));

    [Theory]
    [InlineData("hdfs://n:1/a//", "hdfs://n:1", "hdfs://n:1/a")]
    [InlineData("hdfs://n:1/", "hdfs://n:1", "hdfs://n:1")]
    [InlineData("hdfs://n:1", "hdfs://n:1", "hdfs://n:1")]
    [InlineData("hdfs:/a/", "hdfs://", "hdfs:///a")]
    [InlineData("viewfs:///", "viewfs://", "viewfs:///")]
    [InlineData("viewfs:/", "viewfs://", "viewfs:///")]
    public void HostAndTrimEnd_WithAndWithoutAHost(string uri, string host, string trimmed) => Assert.Equal((host, trimmed), (StoragePath.Host(uri), StoragePath.TrimEnd(uri)));
}
