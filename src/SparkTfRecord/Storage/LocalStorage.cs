namespace SparkTfRecord.Storage;

/// <summary>The local filesystem and whatever is mounted into it.</summary>
sealed class LocalStorage : IStorage
{
    public StorageEntry? Find(string path) =>
        Directory.Exists(path) ? Entry(new DirectoryInfo(path)) : File.Exists(path) ? Entry(new FileInfo(path)) : null;

    public IReadOnlyList<StorageEntry> List(string directory) =>
        [.. new DirectoryInfo(directory).EnumerateFileSystemInfos().Select(Entry).OrderBy(e => e.Name, StringComparer.Ordinal)];

    public string RealPath(string path)
    {
        var root = Path.GetPathRoot(path)!;
        var real = root;
        foreach (var part in path[root.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            real = Path.Combine(real, part);
            // The target's own path may lead through further links.
            if (new FileInfo(real).ResolveLinkTarget(returnFinalTarget: true) is { } target)
                real = RealPath(target.FullName);
        }
        return real;
    }

    public byte[] ReadFile(string path) => File.ReadAllBytes(path);

    public void WriteFile(string path, ReadOnlySpan<byte> content) => throw new NotImplementedException();

    public void CreateDirectory(string path) => Directory.CreateDirectory(path);

    public void Rename(string from, string to, bool replace = false) => throw new NotImplementedException();

    public bool TryExchange(string a, string b) => throw new NotImplementedException();

    public void Delete(string path) => throw new NotImplementedException();

    static StorageEntry Entry(FileSystemInfo info)
    {
        var isLink = info.Attributes.HasFlag(FileAttributes.ReparsePoint);
        var target = isLink ? info.ResolveLinkTarget(returnFinalTarget: true) ?? info : info;
        var length = target is FileInfo { Exists: true } file ? file.Length : 0;
        return new(info.FullName, info.Name, info is DirectoryInfo, length, target.LastWriteTimeUtc);
    }
}
