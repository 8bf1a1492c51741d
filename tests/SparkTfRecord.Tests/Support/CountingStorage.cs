using SparkTfRecord.Storage;

namespace SparkTfRecord.Tests.Support;

/// <summary>The local filesystem, which notes the directories that it is asked to list.</summary>
sealed class CountingStorage : IStorage
{
    readonly LocalStorage _local = new();

    /// <summary>The directories, as often as they were listed.</summary>
    public List<string> Listed { get; } = [];

    public bool Reaches(string path) => _local.Reaches(path);

    public string RealPath(string path) => _local.RealPath(path);

    public StorageEntry? Find(string path) => _local.Find(path);

    public IReadOnlyList<StorageEntry> List(string directory)
    {
        Listed.Add(directory);
        return _local.List(directory);
    }

    public byte[] ReadFile(string path) => _local.ReadFile(path);

    public Stream OpenRead(string path) => _local.OpenRead(path);

    public void WriteFile(string path, ReadOnlySpan<byte> content) => _local.WriteFile(path, content);

    public void CreateDirectory(string path, string? like = null) => _local.CreateDirectory(path, like);

    public void Rename(string from, string to, bool replace = false) => _local.Rename(from, to, replace);

    public bool TryExchange(string a, string b) => _local.TryExchange(a, b);

    public bool IsMountPoint(string directory) => _local.IsMountPoint(directory);

    public void Sync(string path) => _local.Sync(path);

    public void Delete(string path) => _local.Delete(path);
}
