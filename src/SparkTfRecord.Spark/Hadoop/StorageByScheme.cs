using SparkTfRecord.Storage;

namespace SparkTfRecord.Spark.Hadoop;

/// <summary>This machine's files, and behind URIs another storage: input and output of a job can lie apart.</summary>
sealed class StorageByScheme(IStorage local, IStorage remote) : IStorage
{
    public bool Reaches(string path) => Of(path).Reaches(path);

    public string RealPath(string path) => Of(path).RealPath(path);

    public StorageEntry? Find(string path) => Of(path).Find(path);

    public IReadOnlyList<StorageEntry> List(string directory) => Of(directory).List(directory);

    public byte[] ReadFile(string path) => Of(path).ReadFile(path);

    public Stream OpenRead(string path) => Of(path).OpenRead(path);

    public void WriteFile(string path, ReadOnlySpan<byte> content) => Of(path).WriteFile(path, content);

    public void CreateDirectory(string path, string? like = null) => Of(path).CreateDirectory(path, like);

    public void Rename(string from, string to, bool replace = false) => Of(from).Rename(from, to, replace);

    public bool TryExchange(string a, string b) => Of(a).TryExchange(a, b);

    public bool IsMountPoint(string directory) => Of(directory).IsMountPoint(directory);

    public void Sync(string path) => Of(path).Sync(path);

    public void Delete(string path) => Of(path).Delete(path);

    IStorage Of(string path) => StoragePath.IsRemote(path) ? remote : local;
}
