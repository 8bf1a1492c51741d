using System.Globalization;
using System.Text.RegularExpressions;
using SparkTfRecord.Planning;
using SparkTfRecord.Spark.Gateway;
using SparkTfRecord.Spark.Session;
using SparkTfRecord.Storage;

namespace SparkTfRecord.Spark.Driver;

/// <summary>The files that Spark names for a table, with what their filesystem says of them: one question a directory, which Hadoop answers in one text.</summary>
static partial class TableFiles
{
    // A question takes milliseconds on HDFS, tens of them on object stores; of files in more directories the names must do.
    const int MostDirectories = 1000;

    /// <summary>The files, in the UTF-8 order of their paths.</summary>
    /// <param name="table">The table; of the files of its plan Spark may read fewer.</param>
    /// <param name="storage">Sees the local ones.</param>
    public static IReadOnlyList<TableFile> Of(DataFrame table, IStorage storage)
    {
        var paths = Names(table).Order(Utf8Order.Instance).ToList();
        var directories = paths.Where(p => !IsLocal(p)).Select(p => StoragePath.Parent(p)!).Distinct().ToList();
        var remote = directories.Count > MostDirectories ? [] : directories.SelectMany(d => List(table.Session, d)).ToDictionary(f => f.Path);
        return [.. paths.Select(p => IsLocal(p) ? Local(p, storage) : remote.GetValueOrDefault(p) ?? new(p, null, null))];
    }

    /// <summary>The files in a directory of any of Hadoop's filesystems; none where it does not say.</summary>
    internal static IEnumerable<TableFile> List(SparkSession session, string directory)
    {
        string text;
        try
        {
            using var configuration = session.Context.Call("hadoopConfiguration");
            using var path = session.Gateway.New("org.apache.hadoop.fs.Path", directory);
            using var files = path.Call("getFileSystem", configuration);
            using var entries = files.Call("listStatusIterator", path);
            using var list = session.Gateway.CallStatic<JavaObject>("org.apache.hadoop.util.functional.RemoteIterators", "toList", entries);
            text = list.Call<string>("toString");
        }
        catch (JavaException)
        {
            return [];
        }
        return Entry().Matches(text).Where(e => e.Groups["length"].Success)
            .Select(e => new TableFile(e.Groups["path"].Value, Number(e.Groups["length"]), DateTime.UnixEpoch.AddMilliseconds(Number(e.Groups["modified"]))));
    }

    // What keeps Spark from planning the query it will say when it runs.
    static IEnumerable<string> Names(DataFrame table)
    {
        try
        {
            return table.InputFiles().Select(f => Uri.UnescapeDataString(f)).Select(f => f.StartsWith("file:", StringComparison.Ordinal) ? InputListing.Absolute(f) : f);
        }
        catch (JavaException)
        {
            return [];
        }
    }

    static bool IsLocal(string path) => path.StartsWith('/');

    static TableFile Local(string path, IStorage storage) => storage.Find(path) is { IsDirectory: false } file ? new(path, file.Length, file.Modified) : new(path, null, null);

    static long Number(Group group) => long.Parse(group.ValueSpan, CultureInfo.InvariantCulture);

    // FileStatus.toString of Hadoop 3. A filesystem whose own status leaves its fields empty (viewfs) gives no path here, and so nothing wrong.
    [GeneratedRegex(@"FileStatus\{path=(?<path>[^\n]*?); isDirectory=(?:true|false); (?:length=(?<length>\d+); )?.*?modification_time=(?<modified>\d+)")]
    private static partial Regex Entry();
}
