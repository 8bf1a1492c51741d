using SparkTfRecord.Storage;

namespace SparkTfRecord.Tests.Support;

/// <summary>The local filesystem beside two other jobs: one puts its lease in the place of a dead one just before that is taken away, the next takes the free place just after.</summary>
/// <param name="lease">The lease's path.</param>
/// <param name="second">What the one writes.</param>
/// <param name="third">What the next writes.</param>
sealed class CrowdedStorage(string lease, byte[] second, byte[] third) : IStorage
{
    readonly LocalStorage _local = new();

    public bool Reaches(string path) => _local.Reaches(path);

    public string RealPath(string path) => _local.RealPath(path);

    public StorageEntry? Find(string path) => _local.Find(path);

    public IReadOnlyList<StorageEntry> List(string directory) => _local.List(directory);

    public byte[] ReadFile(string path) => _local.ReadFile(path);

    public Stream OpenRead(string path) => _local.OpenRead(path);

    public void WriteFile(string path, ReadOnlySpan<byte> content) => _local.WriteFile(path, content);

    public void CreateDirectory(string path, string? like = null) => _local.CreateDirectory(path, like);

    public void Rename(string from, string to, bool replace = false)
    {
        if (from == lease)
            _local.WriteFile(lease, second);
        _local.Rename(from, to, replace);
        if (from == lease)
            _local.WriteFile(lease, third);
    }

    public bool TryExchange(string a, string b) => _local.TryExchange(a, b);

    public bool IsMountPoint(string directory) => _local.IsMountPoint(directory);

    public void Sync(string path) => _local.Sync(path);

    public void Delete(string path) => _local.Delete(path);
}
