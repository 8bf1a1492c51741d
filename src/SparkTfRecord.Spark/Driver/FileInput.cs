using SparkTfRecord.Planning;
using SparkTfRecord.Spark.Gateway;
using SparkTfRecord.Spark.Session;

namespace SparkTfRecord.Spark.Driver;

/// <summary>
/// Files that Spark reads, with the partition columns that the other engines give them: the keys of the folders below what was given (Spark forgets those
/// that a glob stands for), and types decided over all values (Spark makes 7 of <c>007</c>).
/// </summary>
static class FileInput
{
    const string TypeInference = "spark.sql.sources.partitionColumnTypeInference.enabled";
    const string BasePath = "basePath";

    // Other formats keep a list of their files, and know the types of their columns.
    static readonly HashSet<string> s_formats = ["parquet", "orc", "csv", "json", "text", "avro", "xml"];

    /// <summary>Whether a job's input is plain files, whose folders say more than they themselves do.</summary>
    public static bool IsOf(JobInput input) => input.Table is null && s_formats.Contains(input.Format) && !input.Options.ContainsKey("recursiveFileLookup");

    /// <summary>The rows of a job's files, each file's once.</summary>
    /// <param name="session">The session.</param>
    /// <param name="input">Where the files are.</param>
    /// <param name="listing">They as other engines find them; null: only Spark can list them.</param>
    /// <exception cref="PlanException">The files are in folders of different keys, or named twice where they cannot be listed here.</exception>
    public static DataFrame Load(SparkSession session, JobInput input, InputListing? listing)
    {
        if (!IsOf(input) || input.Paths.Count == 0)
            return session.Load(input.Format, input.Options, input.Paths);
        var inference = session.Option(TypeInference);
        session.SetOption(TypeInference, "false");
        try
        {
            var tables = (listing is null ? null : AsListed(session, input, listing)) ?? Tables(session, input, listing is null ? Groups(input) : Groups(input, listing));
            List<string> problems = [.. tables.SelectMany(t => t.Files).CountBy(f => f).Where(f => f.Value > 1).Select(f => Problem.InputTwice(f.Key)).Take(1)];
            var columns = PartitionColumns.Decide([.. tables.SelectMany(t => Listed(t.Files, t.Roots))], problems);
            return problems.Count > 0 ? throw new PlanException(problems) : tables.Select(t => Typed(t.Rows, columns)).Aggregate(Union);
        }
        finally
        {
            session.SetOption(TypeInference, inference ?? "true");
        }
    }

    // Null where Spark finds other files than those listed, or takes one twice: it has no **, and looks only into folders with keys.
    static List<(DataFrame Rows, List<string> Files, List<string> Roots)>? AsListed(SparkSession session, JobInput input, InputListing listing)
    {
        if (listing.Repeated.Count > 0)
            return null;
        try
        {
            var tables = Tables(session, input, Groups(input));
            if (tables.SelectMany(t => t.Files).Select(InputListing.Absolute).ToHashSet().SetEquals(listing.Files.Select(f => f.Path)))
                return tables;
            tables.ForEach(t => t.Rows.Dispose());
        }
        catch (JavaException e) when (e.Message.Contains("Path does not exist", StringComparison.Ordinal) || e.Message.Contains("Unable to infer schema", StringComparison.Ordinal))
        {
            // It found none where there are some.
        }
        return null;
    }

    // Spark takes one base path at a time.
    static List<(string? Base, List<string> Paths)> Groups(JobInput input)
    {
        var groups = new List<(string? Base, List<string> Paths)>();
        foreach (var path in input.Paths)
        {
            var folder = input.Options.GetValueOrDefault(BasePath) ?? GlobPattern.FolderOf(path);
            if (groups is [.., var last] && last.Base == folder)
                last.Paths.Add(path);
            else
                groups.Add((folder, [path]));
        }
        return groups;
    }

    // File by file.
    static List<(string? Base, List<string> Paths)> Groups(JobInput input, InputListing listing) =>
        [.. listing.Inputs.Where(i => i.Files.Count > 0).Select(i => (
            (string?)(input.Options.GetValueOrDefault(BasePath) ?? $"file://{i.Folder}"), i.Files.Select(f => $"file://{GlobPattern.Escape(f.Path)}").ToList()))];

    static List<(DataFrame Rows, List<string> Files, List<string> Roots)> Tables(SparkSession session, JobInput input, List<(string? Base, List<string> Paths)> groups) => groups.ConvertAll(g =>
    {
        var rows = session.Load(input.Format, g.Base is null ? input.Options : input.Options.Append(new(BasePath, g.Base)), g.Paths);
        return (rows, rows.FilesOfRelation().Select(f => Uri.UnescapeDataString(f)).ToList(), g.Base is null ? g.Paths : [g.Base]);
    });

    static IEnumerable<ListedFile> Listed(List<string> files, List<string> roots)
    {
        var folders = roots.ConvertAll(Names);
        return files.Select(file => new ListedFile(file, 0, default, Keys(Names(file)[..^1], folders)));
    }

    // As Spark finds them: the folders around the file, up to one that is no k=v or that was given.
    static List<PartitionKey> Keys(string[] folders, List<string[]> roots)
    {
        var top = roots.Max(root => EndOf(root, folders));
        var keys = new List<PartitionKey>();
        for (var i = folders.Length - 1; i >= top; i--)
        {
            if (PartitionKey.FromFolder(folders[i]) is { } key)
                keys.Insert(0, key);
            else if (keys.Count > 0)
                break;
        }
        return keys;
    }

    // A relative path is somewhere in the whole one; one of a file is longer than the file's folders.
    static int EndOf(string[] root, string[] folders)
    {
        for (var start = 0; start < folders.Length; start++)
        {
            var length = Math.Min(root.Length, folders.Length - start);
            if (root.AsSpan(0, length).SequenceEqual(folders.AsSpan(start, length)))
                return start + length;
        }
        return 0;
    }

    static string[] Names(string path)
    {
        var names = path[(path.IndexOf(':', StringComparison.Ordinal) + 1)..].Split('/', StringSplitOptions.RemoveEmptyEntries);
        return names[(Array.FindLastIndex(names, n => n is "." or "..") + 1)..];
    }

    static DataFrame Typed(DataFrame table, PartitionColumns columns)
    {
        foreach (var (name, type) in columns.Names.Zip(columns.Types).Where(c => c.Second != PartitionType.String))
        {
            using var text = table;
            table = text.Cast(name, type == PartitionType.Int64 ? "bigint" : "date");
        }
        return table;
    }

    static DataFrame Union(DataFrame first, DataFrame second)
    {
        using (first)
        using (second)
            return first.UnionByName(second);
    }
}
