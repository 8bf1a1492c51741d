using SparkTfRecord.Storage;
using SparkTfRecord.Tests.Support;

namespace SparkTfRecord.Tests.Storage;

public sealed class SymbolicLinkTests : IDisposable
{
    readonly TemporaryDirectory _directory = new();
    readonly LocalStorage _storage = new();

    [Fact]
    public void Find_LinkToFile_HasTheLengthOfTheFile()
    {
        File.WriteAllText(_directory["file"], "0123456789");
        File.CreateSymbolicLink(_directory["link"], "file");

        Assert.Equal(10, _storage.Find(_directory["link"])!.Length);
        Assert.Equal([10L, 10L], _storage.List(_directory.Path).Select(e => e.Length));
    }

    [Fact]
    public void RealPath_LinksAmongParents_AreAllFollowed()
    {
        Directory.CreateDirectory(_directory["a/b"]);
        Directory.CreateSymbolicLink(_directory["to-a"], "a");
        Directory.CreateSymbolicLink(_directory["to-b"], "to-a/b");
        Directory.CreateSymbolicLink(_directory["a/b/up"], "..");

        Assert.Equal(_storage.RealPath(_directory["a"]), _storage.RealPath(_directory["to-b/up"]));
    }

    public void Dispose() => _directory.Dispose();
}
