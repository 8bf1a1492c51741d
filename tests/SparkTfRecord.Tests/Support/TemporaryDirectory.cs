namespace SparkTfRecord.Tests.Support;

/// <summary>A directory of a test's own, gone afterwards.</summary>
sealed class TemporaryDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("sparktfrecord-").FullName;

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
