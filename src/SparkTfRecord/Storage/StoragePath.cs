namespace SparkTfRecord.Storage;

/// <summary>Takes paths apart and puts them together, local ones and URIs; <see cref="Path"/> would turn <c>hdfs://a/b</c> into <c>hdfs:/a/b</c>.</summary>
static class StoragePath
{
    static readonly char[] s_separators = Path.DirectorySeparatorChar == '/' ? ['/'] : ['/', Path.DirectorySeparatorChar];

    /// <summary>An entry of a directory.</summary>
    public static string Join(string directory, string name) => directory.EndsWith('/') ? directory + name : $"{directory}/{name}";

    /// <summary>The last part of a path.</summary>
    public static string Name(string path) => path[(path.LastIndexOfAny(s_separators) + 1)..];

    /// <summary>The directory that holds an entry; null for a root.</summary>
    public static string? Parent(string path) => path.LastIndexOfAny(s_separators) switch
    {
        < 0 => null,
        0 => path.Length > 1 ? "/" : null,
        var end => path[..end],
    };
}
