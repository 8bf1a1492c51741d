using SparkTfRecord.Spark.Gateway;

namespace SparkTfRecord.Spark.Hadoop;

/// <summary>Hadoop's <c>FileSystem</c> in a Java process, its failures told as those of files are in .NET.</summary>
/// <param name="gateway">The way to the process.</param>
/// <param name="configuration">Its <c>org.apache.hadoop.conf.Configuration</c>.</param>
sealed class HadoopFiles(JavaGateway gateway, JavaObject configuration)
{
    /// <summary>Calls a method of the filesystem of a path, whose first argument is the path. Hadoop keeps one filesystem a host.</summary>
    /// <exception cref="IOException">It failed.</exception>
    /// <exception cref="UnauthorizedAccessException">It is forbidden.</exception>
    public T Call<T>(string path, string method, params JavaArgument[] more) => Tell(path, () =>
    {
        using var file = NewPath(path);
        using var files = file.Call("getFileSystem", configuration);
        return files.Call<T>(method, [file, .. more]);
    });

    /// <summary>Copies a local file, which goes away when all of it has arrived. Missing directories are made.</summary>
    public void Put(string local, string path) => Tell<object?>(path, () =>
    {
        using var from = NewPath($"file://{local}");
        using var to = NewPath(path);
        using var files = to.Call("getFileSystem", configuration);
        files.Do("copyFromLocalFile", true, true, from, to); // deletes the source, overwrites
        return null;
    });

    /// <summary>Copies a file to a local one.</summary>
    public void Get(string path, string local) => Tell<object?>(path, () =>
    {
        using var from = NewPath(path);
        using var to = NewPath($"file://{local}");
        using var files = from.Call("getFileSystem", configuration);
        files.Do("copyToLocalFile", false, from, to, true); // without a .crc file beside it
        return null;
    });

    /// <summary>A <c>Path</c>; that of a host without anything behind it would be the user's home.</summary>
    public JavaObject NewPath(string path) =>
        gateway.New("org.apache.hadoop.fs.Path", path.IndexOf('/', path.IndexOf("://", StringComparison.Ordinal) + "://".Length) < 0 ? path + "/" : path);

    /// <summary>Does something with a path; what Java throws becomes an exception that names the path.</summary>
    public static T Tell<T>(string path, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (JavaException e)
        {
            throw Failure(path, e);
        }
    }

    static Exception Failure(string path, JavaException e)
    {
        const int Exists = 17; // EEXIST, as local files have it
        var message = $"{path}: {e.Message.Split('\n')[0].Trim()}";
        return e.JavaClass switch
        {
            "java.io.FileNotFoundException" => new FileNotFoundException(message, path, e),
            "org.apache.hadoop.security.AccessControlException" => new UnauthorizedAccessException(message, e),
            "org.apache.hadoop.fs.FileAlreadyExistsException" => new IOException(message, e) { HResult = Exists },
            _ => new IOException(message, e),
        };
    }
}
