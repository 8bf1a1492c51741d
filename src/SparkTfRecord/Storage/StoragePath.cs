using System.Text.RegularExpressions;

namespace SparkTfRecord.Storage;

/// <summary>Takes paths apart and puts them together, local ones and URIs; <see cref="Path"/> would turn <c>hdfs://a/b</c> into <c>hdfs:/a/b</c>.</summary>
static partial class StoragePath
{
    const string SchemeEnd = "://";

    static readonly char[] s_separators = Path.DirectorySeparatorChar == '/' ? ['/'] : ['/', Path.DirectorySeparatorChar];

    /// <summary>An entry of a directory.</summary>
    public static string Join(string directory, string name) => directory.EndsWith('/') ? directory + name : $"{directory}/{name}";

    /// <summary>The last part of a path.</summary>
    public static string Name(string path) => path[(path.LastIndexOfAny(s_separators) + 1)..];

    /// <summary>Whether a path is a URI of something else than this machine's files.</summary>
    public static bool IsRemote(string path) => HasScheme(path) && !path.StartsWith("file:", StringComparison.Ordinal);

    /// <summary>Whether a path begins as a URI does, also as Hadoop writes one without a host: <c>viewfs:/a</c>. One letter is a drive.</summary>
    public static bool HasScheme(string path) => Scheme().IsMatch(path);

    /// <summary>A URI with both slashes before its host, though it have none: <c>viewfs:///a</c>.</summary>
    public static string WithHost(string uri)
    {
        var colon = uri.IndexOf(':', StringComparison.Ordinal);
        return uri.AsSpan(colon).StartsWith(SchemeEnd) ? uri : $"{uri[..colon]}://{uri[(colon + 1)..]}";
    }

    /// <summary>Scheme and host of a URI: <c>hdfs://n:1</c> or <c>viewfs://</c>.</summary>
    public static string Host(string uri)
    {
        var whole = WithHost(uri);
        var end = whole.IndexOf('/', whole.IndexOf(SchemeEnd, StringComparison.Ordinal) + SchemeEnd.Length);
        return end < 0 ? whole : whole[..end];
    }

    /// <summary>A URI without slashes at its end.</summary>
    public static string TrimEnd(string uri)
    {
        var (whole, host) = (WithHost(uri), Host(uri));
        return whole.TrimEnd('/') is var trimmed && trimmed.Length >= host.Length ? trimmed : host + "/";
    }

    /// <summary>The directory that holds an entry; null for a root.</summary>
    public static string? Parent(string path)
    {
        var root = 0;
        if (HasScheme(path))
        {
            path = WithHost(path);
            root = path.IndexOf('/', Host(path).Length);
        }
        var end = path.LastIndexOfAny(s_separators);
        if (root < 0 || end < 0)
            return null;
        return end > root ? path[..end] : path.Length > root + 1 ? path[..(root + 1)] : null;
    }

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9+.-]+:/", RegexOptions.CultureInvariant)]
    private static partial Regex Scheme();
}
