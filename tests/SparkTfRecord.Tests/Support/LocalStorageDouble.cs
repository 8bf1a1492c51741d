using SparkTfRecord.Storage;

namespace SparkTfRecord.Tests.Support;

/// <summary>The local filesystem, of which a test changes some operations.</summary>
abstract class LocalStorageDouble : IStorage
{
    readonly LocalStorage _local = new();

    public bool Reaches(string path) => _local.Reaches(path);

    public string RealPath(string path) => _local.RealPath(path);

    public StorageEntry? Find(string path) => _local.Find(path);

    public virtual IReadOnlyList<StorageEntry> List(string directory) => _local.List(directory);

    public byte[] ReadFile(string path) => _local.ReadFile(path);

    public Stream OpenRead(string path) => _local.OpenRead(path);

    public virtual void WriteFile(string path, ReadOnlySpan<byte> content) => _local.WriteFile(path, content);

    public virtual void CreateDirectory(string path, string? like = null) => _local.CreateDirectory(path, like);

    public virtual void Rename(string from, string to, bool replace = false) => _local.Rename(from, to, replace);

    public virtual bool TryExchange(string a, string b) => _local.TryExchange(a, b);

    public virtual bool IsMountPoint(string directory) => _local.IsMountPoint(directory);

    public virtual void Sync(string path) => _local.Sync(path);

    public virtual void Delete(string path) => _local.Delete(path);
}
