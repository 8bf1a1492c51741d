namespace SparkTfRecord.Storage;

/// <summary>Takes paths apart and puts them together, local ones and URIs; <see cref="Path"/> would turn <c>hdfs://a/b</c> into <c>hdfs:/a/b</c>.</summary>
static class StoragePath
{
    const string SchemeEnd = "://";

    static readonly char[] s_separators = Path.DirectorySeparatorChar == '/' ? ['/'] : ['/', Path.DirectorySeparatorChar];

    /// <summary>An entry of a directory.</summary>
    public static string Join(string directory, string name) => directory.EndsWith('/') ? directory + name : $"{directory}/{name}";

    /// <summary>The last part of a path.</summary>
    public static string Name(string path) => path[(path.LastIndexOfAny(s_separators) + 1)..];

    /// <summary>Whether a path is a URI of something else than this machine's files.</summary>
    public static bool IsRemote(string path) => path.Contains(SchemeEnd, StringComparison.Ordinal) && !path.StartsWith("file:", StringComparison.Ordinal);

    /// <summary>The directory that holds an entry; null for a root.</summary>
    public static string? Parent(string path)
    {
        var scheme = path.IndexOf(SchemeEnd, StringComparison.Ordinal);
        var root = scheme < 0 ? 0 : path.IndexOf('/', scheme + SchemeEnd.Length);
        var end = path.LastIndexOfAny(s_separators);
        if (root < 0 || end < 0)
            return null;
        return end > root ? path[..end] : path.Length > root + 1 ? path[..(root + 1)] : null;
    }
}
