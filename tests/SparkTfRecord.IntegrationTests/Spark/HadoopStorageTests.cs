using System.Text;
using SparkTfRecord.Spark.Hadoop;

namespace SparkTfRecord.IntegrationTests.Spark;

/// <summary>What <see cref="HadoopStorage"/> promises as a storage, on a real HDFS.</summary>
[Collection("Spark")]
public sealed class HadoopStorageTests : IDisposable
{
    readonly string _place;
    readonly HadoopStorage _storage;

    public HadoopStorageTests(SparkShells shells, HdfsCluster hdfs)
    {
        _place = $"{hdfs.Uri}/storage-{Guid.NewGuid():N}";
        _storage = HadoopStorage.Open(shells.Get(SparkInstallation.Newest.Version).Gateway);
        _storage.CreateDirectory(_place);
    }

    public void Dispose() => _storage.Dispose();

    [Fact]
    public void WriteFile_ExistingFile_IsReplacedAndNothingElseIsLeft()
    {
        var long_ = new byte[(2 << 20) + 7]; // more than goes at once
        new Random(1).NextBytes(long_);
        _storage.WriteFile(At("a"), "old"u8);
        _storage.WriteFile(At("a"), long_);
        Assert.Equal(long_, _storage.ReadFile(At("a")));
        using var stream = _storage.OpenRead(At("a"));
        Assert.Equal(long_.Length, stream.Length);
        _storage.WriteFile(At("empty"), []);
        Assert.Equal([], _storage.ReadFile(At("empty")));
        Assert.Equal(["a", "empty"], Names());
    }

    [Fact]
    public void WriteFile_TargetIsADirectory_FailsAndLeavesNothing()
    {
        _storage.CreateDirectory(At("a"));
        Assert.Throws<IOException>(() => _storage.WriteFile(At("a"), "x"u8));
        Assert.Equal(["a"], Names());
        Assert.Empty(_storage.List(At("a")));
    }

    [Fact]
    public void Rename_TargetExists_IsAnErrorThatNamesAPath()
    {
        _storage.WriteFile(At("a"), "a"u8);
        _storage.WriteFile(At("b"), "b"u8);
        var error = Assert.Throws<IOException>(() => _storage.Rename(At("a"), At("b")));
        Assert.StartsWith($"{At("a")}: ", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
        Assert.Equal(17, error.HResult); // EEXIST: somebody else's lease
        Assert.Equal("b", Encoding.UTF8.GetString(_storage.ReadFile(At("b"))));
        _storage.Rename(At("a"), At("b"), replace: true);
        Assert.Equal("a", Encoding.UTF8.GetString(_storage.ReadFile(At("b"))));
        Assert.Equal(["b"], Names());
    }

    [Fact]
    public void Rename_DirectoryInTheWay_IsAnErrorAndNothingMovesIntoIt()
    {
        _storage.CreateDirectory(At("a/x"));
        _storage.CreateDirectory(At("b/y"));
        Assert.Throws<IOException>(() => _storage.Rename(At("a"), At("b")));
        Assert.Equal(["y"], _storage.List(At("b")).Select(e => e.Name));
        _storage.Rename(At("a"), At("c"));
        Assert.Equal(["b", "c"], Names());
        Assert.Throws<FileNotFoundException>(() => _storage.Rename(At("a"), At("d")));
    }

    [Fact]
    public void Find_FileDirectoryNothing()
    {
        _storage.WriteFile(At("é ü%20#"), "abc"u8);
        var file = Assert.Single(_storage.List(_place));
        Assert.Equal((At("é ü%20#"), "é ü%20#", false, 3), (file.Path, file.Name, file.IsDirectory, file.Length));
        Assert.Equal(file, _storage.Find(At("é ü%20#")));
        Assert.InRange(file.Modified, DateTime.UtcNow.AddMinutes(-1), DateTime.UtcNow.AddMinutes(1));
        Assert.True(_storage.Find(_place)!.IsDirectory);
        Assert.Null(_storage.Find(At("missing")));
        Assert.Throws<FileNotFoundException>(() => _storage.List(At("missing")));
        Assert.Throws<FileNotFoundException>(() => _storage.ReadFile(At("missing")));
        _storage.Delete(At("missing"));
    }

    [Fact]
    public void RealPath_OfARootOrWithSlashes_IsWhole()
    {
        var root = _place[.._place.LastIndexOf('/')];
        Assert.Equal(root + "/", _storage.RealPath(root));
        Assert.Equal(At("x"), _storage.RealPath(At("/x/")));
        Assert.Equal($"{root}/user/{Environment.UserName}", _storage.Home(root));
    }

    string At(string name) => $"{_place}/{name}";

    IEnumerable<string> Names() => _storage.List(_place).Select(e => e.Name);
}
