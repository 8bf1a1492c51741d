using SparkTfRecord.Storage;

namespace SparkTfRecord.Tests.Support;

/// <summary>The local filesystem beside another job, which takes away what stands in the way of the first rename as soon as that has failed.</summary>
sealed class TakenAwayStorage : IStorage
{
    readonly LocalStorage _local = new();

    /// <summary>Whether a rename has failed.</summary>
    public bool HasFailed { get; private set; }

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
        try
        {
            _local.Rename(from, to, replace);
        }
        catch (IOException) when (!HasFailed)
        {
            HasFailed = true;
            _local.Delete(to);
            throw;
        }
    }

    public bool TryExchange(string a, string b) => _local.TryExchange(a, b);

    public bool IsMountPoint(string directory) => _local.IsMountPoint(directory);

    public void Sync(string path) => _local.Sync(path);

    public void Delete(string path) => _local.Delete(path);
}
