namespace SparkTfRecord.Tests.Support;

/// <summary>A directory of a test's own, gone afterwards.</summary>
sealed class TemporaryDirectory : IDisposable
{
    TemporaryDirectory(string path) => Path = path;

    public TemporaryDirectory() : this(Directory.CreateTempSubdirectory("sparktfrecord-").FullName) { }

    /// <summary>One that writes through to no disk, where the system has such a thing.</summary>
    public static TemporaryDirectory InMemory()
    {
        const string Shared = "/dev/shm";
        return Directory.Exists(Shared) ? new(Directory.CreateDirectory($"{Shared}/sparktfrecord-{Guid.NewGuid():N}").FullName) : new();
    }

    public string Path { get; }

    /// <summary>A path below it.</summary>
    public string this[string relative] => System.IO.Path.Combine(Path, relative);

    /// <summary>Everything below it, relative, directories with a slash at the end, in UTF-8 order.</summary>
    public string[] Tree() => Tree(Path);

    /// <summary>Everything below a directory, relative, directories with a slash at the end.</summary>
    public static string[] Tree(string directory) =>
        [.. new DirectoryInfo(directory).EnumerateFileSystemInfos("*", SearchOption.AllDirectories)
            .Select(e => System.IO.Path.GetRelativePath(directory, e.FullName) + (e is DirectoryInfo ? "/" : ""))
            .Order(StringComparer.Ordinal)];

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
