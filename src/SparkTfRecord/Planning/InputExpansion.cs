using SparkTfRecord.Storage;

namespace SparkTfRecord.Planning;

/// <summary>The files that one input stands for: a file, a directory with all below it, or a glob.</summary>
/// <remarks>
/// Names that begin with <c>_</c> or <c>.</c> are passed over, as Spark does, unless they were named: they hold what other programs keep beside the data.
/// A name with <c>=</c> in it is a partition folder, whatever it begins with. Hive keys are taken from the folders below what was given: below a directory, or
/// for a glob below its last folder before the first wildcard, so that <c>data/day=*/*.parquet</c> has the column <c>day</c>.
/// </remarks>
sealed class InputExpansion(IStorage storage, List<string> problems, CancellationToken cancellationToken)
{
    readonly SortedDictionary<string, ListedFile> _files = new(Utf8Order.Instance);
    readonly List<string> _roots = [];

    /// <summary>The files found, by path, in its UTF-8 order.</summary>
    public IReadOnlyDictionary<string, ListedFile> Files => _files;

    /// <summary>The directories that were taken with all below them.</summary>
    public IReadOnlyList<string> Roots => _roots;

    /// <summary>Takes a file, or a directory with all below it.</summary>
    public void Take(StorageEntry entry) => Take(entry, new(entry.Path, [], [storage.RealPath(entry.Path)]));

    /// <summary>Takes what a glob matches.</summary>
    public void Expand(string glob)
    {
        // Braces may hold slashes, so the folder before the first wildcard is found before they are expanded.
        var folder = GlobPattern.FolderOf(glob)!;
        var path = folder.Length == 1 ? folder : folder.TrimEnd('/');
        if (storage.Find(path) is not { IsDirectory: true })
            return;
        foreach (var expanded in GlobPattern.ExpandBraces(glob[folder.Length..]))
        {
            var globs = expanded.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(p => new GlobPattern(p)).ToArray();
            Match(new(path, [], [storage.RealPath(path)]), globs);
        }
    }

    void Match(Folder folder, ReadOnlySpan<GlobPattern> globs)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var (glob, rest) = (globs[0], globs.Length - 1);
        if (glob.Literal is { } name)
        {
            if (storage.Find(StoragePath.Join(folder.Path, name)) is { } entry)
                Follow(folder, entry, globs[^rest..]);
            return;
        }
        if (glob.IsAnyDepth && rest > 0)
            Match(folder, globs[^rest..]);
        foreach (var entry in storage.List(folder.Path))
        {
            if (glob.IsAnyDepth ? !IsHidden(entry.Name) : glob.Matches(entry.Name) && (glob.NamesHidden || !IsHidden(entry.Name)))
                Follow(folder, entry, glob.IsAnyDepth && rest > 0 ? globs : globs[^rest..]);
        }
    }

    // Goes on with what is left of the glob.
    void Follow(Folder folder, StorageEntry entry, ReadOnlySpan<GlobPattern> globs)
    {
        if ((entry.IsDirectory ? folder.Enter(entry, storage) : folder) is not { } place)
            return;
        if (globs.IsEmpty)
            Take(entry, place);
        else if (entry.IsDirectory)
            Match(place, globs);
    }

    void Take(StorageEntry entry, Folder folder)
    {
        if (!entry.IsDirectory)
        {
            _files[entry.Path] = new(entry.Path, entry.Length, entry.Modified, folder.Keys);
            return;
        }
        _roots.Add(entry.Path);
        Walk(folder);
    }

    void Walk(Folder folder)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var entries = storage.List(folder.Path);
        if (entries.FirstOrDefault(e => e.Name is "_delta_log" or ".hoodie" or "_spark_metadata") is { } log)
            problems.Add(Problem.TableLog(folder.Path, log.Name));
        foreach (var entry in entries.Where(e => !IsHidden(e.Name)))
        {
            if (!entry.IsDirectory)
                Take(entry, folder);
            else if (folder.Enter(entry, storage) is { } inner)
                Walk(inner);
        }
    }

    // Spark's rule; hadoop's copy command writes under the last of these names until a file is whole.
    static bool IsHidden(string name) =>
        name.StartsWith('.') || (name.StartsWith('_') && !name.Contains('=', StringComparison.Ordinal)) || name.EndsWith("._COPYING_", StringComparison.Ordinal);

    /// <summary>A directory on the way.</summary>
    /// <param name="Path">Its path, as it was come by.</param>
    /// <param name="Keys">The Hive keys of the folders down to it.</param>
    /// <param name="Around">It and the directories it is in, links followed.</param>
    sealed record Folder(string Path, IReadOnlyList<PartitionKey> Keys, IReadOnlyList<string> Around)
    {
        /// <summary>A directory in it; null when a link leads back to one that it is in.</summary>
        public Folder? Enter(StorageEntry entry, IStorage storage)
        {
            var real = storage.RealPath(entry.Path);
            return Around.Contains(real) ? null : new(entry.Path, PartitionKey.FromFolder(entry.Name) is { } key ? [.. Keys, key] : Keys, [.. Around, real]);
        }
    }
}
