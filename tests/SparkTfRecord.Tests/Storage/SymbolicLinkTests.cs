using SparkTfRecord.Storage;

namespace SparkTfRecord.Tests.Storage;

public sealed class SymbolicLinkTests : IDisposable
{
    readonly string _root = Directory.CreateTempSubdirectory("stfr-links-").FullName;
    readonly LocalStorage _storage = new();

    [Fact]
    public void Find_LinkToFile_HasTheLengthOfTheFile()
    {
        File.WriteAllText(Path.Combine(_root, "file"), "0123456789");
        File.CreateSymbolicLink(Path.Combine(_root, "link"), "file");

        Assert.Equal(10, _storage.Find(Path.Combine(_root, "link"))!.Length);
        Assert.Equal([10L, 10L], _storage.List(_root).Select(e => e.Length));
    }

    [Fact]
    public void RealPath_LinksAmongParents_AreAllFollowed()
    {
        Directory.CreateDirectory(Path.Combine(_root, "a", "b"));
        Directory.CreateSymbolicLink(Path.Combine(_root, "to-a"), "a");
        Directory.CreateSymbolicLink(Path.Combine(_root, "to-b"), "to-a/b");
        Directory.CreateSymbolicLink(Path.Combine(_root, "a", "b", "up"), "..");

        Assert.Equal(_storage.RealPath(Path.Combine(_root, "a")), _storage.RealPath(Path.Combine(_root, "to-b", "up")));
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
