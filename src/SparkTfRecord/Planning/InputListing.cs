using System.Text.RegularExpressions;
using SparkTfRecord.Storage;

namespace SparkTfRecord.Planning;

/// <summary>Finds the input files of a job: files, directories with all below them, and globs; see <see cref="InputExpansion"/>.</summary>
sealed class InputListing
{
    readonly IStorage _storage;
    readonly CancellationToken _cancellationToken;
    readonly List<string> _problems = [];
    readonly List<ListedFile> _files = [];
    readonly List<ListedInput> _inputs = [];
    readonly HashSet<string> _seen = [];
    readonly List<string> _roots = [];
    readonly List<string> _repeated = [];

    InputListing(IStorage storage, CancellationToken cancellationToken) => (_storage, _cancellationToken) = (storage, cancellationToken);

    /// <summary>The files in the order of the inputs, within one input by the UTF-8 bytes of their paths; each file once, where it comes first.</summary>
    public IReadOnlyList<ListedFile> Files => _files;

    /// <summary>The same files by the inputs that brought them.</summary>
    public IReadOnlyList<ListedInput> Inputs => _inputs;

    /// <summary>What was found wrong.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>The directories that were listed with all below them.</summary>
    public IReadOnlyList<string> Roots => _roots;

    /// <summary>Files that an earlier input had already brought.</summary>
    public IReadOnlyList<string> Repeated => _repeated;

    /// <summary>Lists the inputs of a job.</summary>
    public static InputListing Of(IEnumerable<string> inputs, IStorage storage, CancellationToken cancellationToken)
    {
        var listing = new InputListing(storage, cancellationToken);
        foreach (var input in inputs)
            listing.Add(input);
        return listing;
    }

    // Adds what one input stands for.
    void Add(string input)
    {
        if (input.Length == 0)
        {
            _problems.Add(Problem.InputMissing(input));
            return;
        }
        var path = Absolute(input);
        var expansion = new InputExpansion(_storage, _problems, _cancellationToken);
        var entry = _storage.Find(path);
        try
        {
            if (entry is not null)
                expansion.Take(entry);
            else if (GlobPattern.HasWildcards(path))
                expansion.Expand(path);
        }
        catch (RegexParseException e)
        {
            _problems.Add(Problem.PatternInvalid(input, e.Message));
            return;
        }
        if (expansion.Files.Count == 0)
            _problems.Add(entry is null ? Problem.InputMissing(input) : Problem.InputEmpty(input));
        _roots.AddRange(expansion.Roots);
        _repeated.AddRange(expansion.Files.Keys.Where(_seen.Contains));
        ListedFile[] added = [.. expansion.Files.Values.Where(f => _seen.Add(f.Path))];
        _files.AddRange(added);
        _inputs.Add(new(entry is { IsDirectory: true } ? path : GlobPattern.FolderOf(path) is { } folder && entry is null ? folder : StoragePath.Parent(path)!, added));
    }

    /// <summary>A local path made absolute; a URI of another storage as it is.</summary>
    public static string Absolute(string path) => path switch
    {
        _ when path.StartsWith("file:", StringComparison.Ordinal) => Absolute(path["file:".Length..].Replace("///", "/", StringComparison.Ordinal)),
        _ when StoragePath.HasScheme(path) => StoragePath.TrimEnd(path),
        _ => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)),
    };
}

/// <summary>The files that an input brought, without those that an earlier one had brought.</summary>
/// <param name="Folder">The folder below which folders have keys.</param>
/// <param name="Files">The files.</param>
sealed record ListedInput(string Folder, IReadOnlyList<ListedFile> Files);

/// <summary>An input file before its footer was read.</summary>
/// <param name="Path">Absolute path or URI.</param>
/// <param name="Length">Length in bytes.</param>
/// <param name="Modified">Modification time, UTC.</param>
/// <param name="Keys">Hive partition keys in the order of the path.</param>
sealed record ListedFile(string Path, long Length, DateTime Modified, IReadOnlyList<PartitionKey> Keys);
