namespace SparkTfRecord.Tests.Support;

/// <summary>The local filesystem as a process sees it that is killed: some changes are made, then none any more.</summary>
/// <param name="changes">Number of changes that are made before the death.</param>
/// <param name="revives">Only one change fails, and the process goes on: a disk that was full for a moment.</param>
/// <param name="exchanges">Whether it can exchange directories; NFS and HDFS cannot.</param>
/// <param name="mountPoint">A directory that it takes for a mount point.</param>
sealed class DyingStorage(int changes, bool revives = false, bool exchanges = true, string? mountPoint = null) : LocalStorageDouble
{
    int _left = changes;

    public bool Died { get; private set; }

    public override bool IsMountPoint(string directory) => directory == mountPoint;

    public override void WriteFile(string path, ReadOnlySpan<byte> content)
    {
        Live();
        base.WriteFile(path, content);
    }

    public override void CreateDirectory(string path, string? like = null)
    {
        Live();
        base.CreateDirectory(path, like);
    }

    public override void Rename(string from, string to, bool replace = false)
    {
        Live();
        Assert.False(from == mountPoint || to == mountPoint, "a mount point cannot be renamed");
        base.Rename(from, to, replace);
    }

    public override bool TryExchange(string a, string b)
    {
        Live();
        Assert.False(a == mountPoint || b == mountPoint, "a mount point cannot be renamed");
        return exchanges && base.TryExchange(a, b);
    }

    public override void Sync(string path) => Live();

    public override void Delete(string path)
    {
        Live();
        base.Delete(path);
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
