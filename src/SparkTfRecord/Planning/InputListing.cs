using System.Text.RegularExpressions;
using SparkTfRecord.Storage;

namespace SparkTfRecord.Planning;

/// <summary>Finds the input files of a job: files, directories with all below them, and globs.</summary>
/// <remarks>
/// Names that begin with <c>_</c> or <c>.</c> are passed over, as Spark does, unless they were named: they hold what other programs keep beside the data.
/// A name with <c>=</c> in it is a partition folder, whatever it begins with. Hive keys are taken from the folders below what was given: below a directory, or
/// for a glob below its last folder before the first wildcard, so that <c>data/day=*/*.parquet</c> has the column <c>day</c>.
/// </remarks>
sealed class InputListing(IStorage storage, List<string> problems, CancellationToken cancellationToken)
{
    readonly List<ListedFile> _files = [];
    readonly HashSet<string> _seen = [];
    readonly List<string> _roots = [];
    readonly List<string> _repeated = [];

    /// <summary>The files in the order of the inputs, within one input by the UTF-8 bytes of their paths; each file once, where it comes first.</summary>
    public IReadOnlyList<ListedFile> Files => _files;

    /// <summary>The directories that were listed with all below them.</summary>
    public IReadOnlyList<string> Roots => _roots;

    /// <summary>Files that an earlier input had already brought.</summary>
    public IReadOnlyList<string> Repeated => _repeated;

    /// <summary>Adds what one input stands for.</summary>
    public void Add(string input)
    {
        if (input.Length == 0)
        {
            problems.Add(Problem.InputMissing(input));
            return;
        }
        var path = Absolute(input);
        var found = new SortedDictionary<string, ListedFile>(Utf8Order.Instance);
        var entry = storage.Find(path);
        if (entry is not null)
            Take(entry, [], found);
        else if (GlobPattern.HasWildcards(path) && !TryExpand(path, input, found))
            return;

        if (found.Count == 0)
            problems.Add(entry is null ? Problem.InputMissing(input) : Problem.InputEmpty(input));
        foreach (var (name, file) in found)
        {
            if (_seen.Add(name))
                _files.Add(file);
            else
                _repeated.Add(name);
        }
    }

    /// <summary>A local path made absolute; a URI of another storage as it is.</summary>
    public static string Absolute(string path) => path switch
    {
        _ when path.StartsWith("file:", StringComparison.Ordinal) => Absolute(path["file:".Length..].Replace("///", "/", StringComparison.Ordinal)),
        _ when path.Contains("://", StringComparison.Ordinal) => path.TrimEnd('/'),
        _ => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)),
    };

    bool TryExpand(string pattern, string input, SortedDictionary<string, ListedFile> found)
    {
        try
        {
            Expand(pattern, found);
            return true;
        }
        catch (RegexParseException e)
        {
            problems.Add(Problem.PatternInvalid(input, e.Message));
            return false;
        }
    }

    void Expand(string pattern, SortedDictionary<string, ListedFile> found)
    {
        // Braces may hold slashes, so the folder before the first wildcard is found before they are expanded.
        var parts = pattern.Split('/');
        var fixedParts = parts.TakeWhile(p => !GlobPattern.HasWildcards(p)).Count();
        var folder = string.Join('/', parts[..fixedParts]);
        if (storage.Find(folder.Length == 0 ? "/" : folder) is not { IsDirectory: true })
            return;
        foreach (var expanded in GlobPattern.ExpandBraces(string.Join('/', parts[fixedParts..])))
        {
            var globs = expanded.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(p => new GlobPattern(p)).ToArray();
            Match(folder, globs, [], found, [storage.RealPath(folder)]);
        }
    }

    void Match(string folder, ReadOnlySpan<GlobPattern> globs, PartitionKey[] keys, SortedDictionary<string, ListedFile> found, string[] ancestors)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var glob = globs[0];
        var rest = globs[1..];
        if (glob.Literal is { } name)
        {
            if (storage.Find($"{folder}/{name}") is { } entry)
                MatchEntry(entry, globs, rest, keys, found, ancestors);
            return;
        }
        if (glob.IsAnyDepth && rest.Length > 0)
            Match(folder, rest, keys, found, ancestors);
        foreach (var entry in storage.List(folder))
        {
            if (glob.IsAnyDepth ? !IsHidden(entry.Name) : glob.Matches(entry.Name) && (glob.NamesHidden || !IsHidden(entry.Name)))
                MatchEntry(entry, globs, rest, keys, found, ancestors);
        }
    }

    void MatchEntry(StorageEntry entry, ReadOnlySpan<GlobPattern> globs, ReadOnlySpan<GlobPattern> rest, PartitionKey[] keys,
        SortedDictionary<string, ListedFile> found, string[] ancestors)
    {
        var anyDepth = globs[0].IsAnyDepth;
        if (rest.IsEmpty)
            Take(entry, entry.IsDirectory ? Below(keys, entry.Name) : keys, found);
        else if (entry.IsDirectory && (!anyDepth || Descend(ancestors, entry) is not null))
            Match(entry.Path, anyDepth ? globs : rest, Below(keys, entry.Name), found, anyDepth ? Descend(ancestors, entry)! : ancestors);
    }

    void Take(StorageEntry entry, PartitionKey[] keys, SortedDictionary<string, ListedFile> found)
    {
        if (entry.IsDirectory)
        {
            _roots.Add(entry.Path);
            Walk(entry, keys, found, [storage.RealPath(entry.Path)]);
        }
        else
        {
            found[entry.Path] = new(entry.Path, entry.Length, entry.Modified, keys);
        }
    }

    void Walk(StorageEntry folder, PartitionKey[] keys, SortedDictionary<string, ListedFile> found, string[] ancestors)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var entries = storage.List(folder.Path);
        if (entries.FirstOrDefault(e => e.Name is "_delta_log" or ".hoodie" or "_spark_metadata") is { } log)
            problems.Add(Problem.TableLog(folder.Path, log.Name));
        foreach (var entry in entries.Where(e => !IsHidden(e.Name)))
        {
            if (!entry.IsDirectory)
                found[entry.Path] = new(entry.Path, entry.Length, entry.Modified, keys);
            else if (Descend(ancestors, entry) is { } path)
                Walk(entry, Below(keys, entry.Name), found, path);
        }
    }

    // Null when a link leads back to a directory that it is in.
    string[]? Descend(string[] ancestors, StorageEntry folder)
    {
        var real = storage.RealPath(folder.Path);
        return ancestors.Contains(real) ? null : [.. ancestors, real];
    }

    static PartitionKey[] Below(PartitionKey[] keys, string folder) => PartitionKey.FromFolder(folder) is { } key ? [.. keys, key] : keys;

    // Spark's rule; hadoop's copy command writes under the last of these names until a file is whole.
    static bool IsHidden(string name) =>
        name.StartsWith('.') || (name.StartsWith('_') && !name.Contains('=', StringComparison.Ordinal)) || name.EndsWith("._COPYING_", StringComparison.Ordinal);
}

/// <summary>An input file before its footer was read.</summary>
/// <param name="Path">Absolute path or URI.</param>
/// <param name="Length">Length in bytes.</param>
/// <param name="Modified">Modification time, UTC.</param>
/// <param name="Keys">Hive partition keys in the order of the path.</param>
sealed record ListedFile(string Path, long Length, DateTime Modified, IReadOnlyList<PartitionKey> Keys);
