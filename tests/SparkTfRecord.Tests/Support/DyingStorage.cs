using SparkTfRecord.Storage;

namespace SparkTfRecord.Tests.Support;

/// <summary>The local filesystem as a process sees it that is killed: some changes are made, then none any more.</summary>
/// <param name="changes">Number of changes that are made before the death.</param>
/// <param name="revives">Only one change fails, and the process goes on: a disk that was full for a moment.</param>
/// <param name="exchanges">Whether it can exchange directories; NFS and HDFS cannot.</param>
/// <param name="mountPoint">A directory that it takes for a mount point.</param>
sealed class DyingStorage(int changes, bool revives = false, bool exchanges = true, string? mountPoint = null) : IStorage
{
    readonly LocalStorage _local = new();
    int _left = changes;

    public bool Died { get; private set; }

    public bool Reaches(string path) => _local.Reaches(path);

    public string RealPath(string path) => _local.RealPath(path);

    public StorageEntry? Find(string path) => _local.Find(path);

    public IReadOnlyList<StorageEntry> List(string directory) => _local.List(directory);

    public byte[] ReadFile(string path) => _local.ReadFile(path);

    public Stream OpenRead(string path) => _local.OpenRead(path);

    public bool IsMountPoint(string directory) => directory == mountPoint;

    public void WriteFile(string path, ReadOnlySpan<byte> content)
    {
        Live();
        _local.WriteFile(path, content);
    }

    public void CreateDirectory(string path, string? like = null)
    {
        Live();
        _local.CreateDirectory(path, like);
    }

    public void Rename(string from, string to, bool replace = false)
    {
        Live();
        Assert.False(from == mountPoint || to == mountPoint, "a mount point cannot be renamed");
        _local.Rename(from, to, replace);
    }

    public bool TryExchange(string a, string b)
    {
        Live();
        Assert.False(a == mountPoint || b == mountPoint, "a mount point cannot be renamed");
        return exchanges && _local.TryExchange(a, b);
    }

    public void Sync(string path) => Live();

    public void Delete(string path)
    {
        Live();
        _local.Delete(path);
    }

    void Live()
    {
        var dies = revives ? _left == 0 : _left <= 0;
        _left--;
        Died |= dies;
        if (dies)
            throw new IOException("the process is dead");
    }
}
