using SparkTfRecord.Publishing;
using SparkTfRecord.Records;
using SparkTfRecord.Storage;

namespace SparkTfRecord.Cli.Inspection;

/// <summary>A TFRecord file that somebody named, or that lies in a directory that somebody named.</summary>
/// <param name="Path">The file.</param>
/// <param name="Codec">Its codec.</param>
/// <param name="RecordType">What its records hold.</param>
sealed record RecordFile(string Path, Codec Codec, RecordType RecordType)
{
    /// <summary>The files that paths name: a data set's shards in the manifest's order, else every visible file below a directory.</summary>
    /// <param name="paths">Files and directories.</param>
    /// <param name="codec">The files' codec; null: as the manifest says, else as their names say.</param>
    /// <param name="recordType">What the records hold; null: as the manifest says, else Examples.</param>
    /// <exception cref="PlanException">A directory without files.</exception>
    public static IReadOnlyList<RecordFile> Of(IEnumerable<string> paths, Codec? codec, RecordType? recordType)
    {
        var problems = new List<string>();
        var files = new List<RecordFile>();
        foreach (var path in paths)
        {
            if (!Directory.Exists(path))
                files.Add(Loose(path));
            else if (Manifest.Find(new LocalStorage(), System.IO.Path.GetFullPath(path)) is { } manifest)
                files.AddRange(manifest.Shards.Select(s => new RecordFile(System.IO.Path.Combine(path, s.Name), codec ?? Codec.Named(manifest.Codec), recordType ?? manifest.RecordType)));
            else if (Visible(path) is { Count: > 0 } visible)
                files.AddRange(visible.Select(Loose));
            else
                problems.Add($"'{path}': a directory without files; names that begin with '_' or '.' are passed over.");
        }
        return problems.Count == 0 ? files : throw new PlanException(problems);

        RecordFile Loose(string file) => new(file, codec ?? Codec.FromFileName(file), recordType ?? RecordType.Example);
    }

    static List<string> Visible(string directory)
    {
        var entries = new DirectoryInfo(directory).EnumerateFileSystemInfos().Where(e => e.Name[0] is not ('_' or '.')).OrderBy(e => e.Name, StringComparer.Ordinal);
        return [.. entries.SelectMany(e => e is DirectoryInfo ? Visible(System.IO.Path.Combine(directory, e.Name)) : [System.IO.Path.Combine(directory, e.Name)])];
    }
}
