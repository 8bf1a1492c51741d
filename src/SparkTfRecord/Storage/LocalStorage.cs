namespace SparkTfRecord.Storage;

/// <summary>The local filesystem and whatever is mounted into it.</summary>
sealed class LocalStorage : IStorage
{
    public StorageEntry? Find(string path)
    {
        if (Directory.Exists(path))
            return new(path, Path.GetFileName(path), true, 0, Directory.GetLastWriteTimeUtc(path));
        var file = new FileInfo(path);
        return file.Exists ? new(path, file.Name, false, file.Length, file.LastWriteTimeUtc) : null;
    }

    public IReadOnlyList<StorageEntry> List(string directory) =>
        [.. new DirectoryInfo(directory).EnumerateFileSystemInfos()
            .Select(e => new StorageEntry(e.FullName, e.Name, e is DirectoryInfo, e is FileInfo f ? f.Length : 0, e.LastWriteTimeUtc))
            .OrderBy(e => e.Name, StringComparer.Ordinal)];

    public byte[] ReadFile(string path) => File.ReadAllBytes(path);

    public void WriteFile(string path, ReadOnlySpan<byte> content) => throw new NotImplementedException();

    public void CreateDirectory(string path) => Directory.CreateDirectory(path);

    public void Rename(string from, string to, bool replace = false) => throw new NotImplementedException();

    public bool TryExchange(string a, string b) => throw new NotImplementedException();

    public void Delete(string path) => throw new NotImplementedException();
}
