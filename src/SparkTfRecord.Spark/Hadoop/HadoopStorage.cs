using System.Security.Cryptography;
using SparkTfRecord.Planning;
using SparkTfRecord.Spark.Gateway;
using SparkTfRecord.Storage;

namespace SparkTfRecord.Spark.Hadoop;

/// <summary>A filesystem of Hadoop's that renames, through the driver's Java process; over a connection of its own, as the lease is renewed while that of the job waits.</summary>
sealed class HadoopStorage : IStorage, IDisposable
{
    // Object stores have connectors that look the same, but copy where these rename.
    static readonly string[] s_schemes = ["hdfs", "viewfs"];

    // Bytes go as Base64 in lines of text, which both sides hold whole.
    const int Piece = 1 << 20;

    readonly JavaGateway _gateway;
    readonly JavaObject _configuration;
    readonly HadoopFiles _files;
    readonly Lazy<JavaObject> _never;
    readonly Lazy<JavaObject> _overwrite;
    JavaObject? _context;

    HadoopStorage(JavaGateway gateway, JavaObject configuration)
    {
        (_gateway, _configuration, _files) = (gateway, configuration, new(gateway, configuration));
        _never = new(() => RenameOptions());
        _overwrite = new(() => RenameOptions("OVERWRITE"));
    }

    /// <summary>The storage as Spark's own configuration describes it; the context need not be started.</summary>
    public static HadoopStorage Open(JavaGateway driver)
    {
        var gateway = driver.Open();
        using var sparkConf = gateway.New("org.apache.spark.SparkConf");
        using var hadoop = gateway.CallStatic<JavaObject>("org.apache.spark.deploy.SparkHadoopUtil", "get");
        return new(gateway, hadoop.Call("newConfiguration", sparkConf));
    }

    /// <summary>Whether a URI is of a filesystem that renames.</summary>
    public static bool IsOf(string uri) => s_schemes.Any(s => uri.StartsWith($"{s}:/", StringComparison.Ordinal));

    public bool Reaches(string path) => IsOf(path);

    public string RealPath(string path)
    {
        using var qualified = _files.Call<JavaObject>(path, "makeQualified");
        return StoragePath.WithHost(qualified.Call<string>("toString"));
    }

    /// <summary>The user's directory on the filesystem of a URI, where relative paths begin.</summary>
    public string Home(string uri) => HadoopFiles.Tell(uri, () =>
    {
        using var root = _files.NewPath(uri);
        using var files = root.Call("getFileSystem", _configuration);
        using var home = files.Call("getWorkingDirectory");
        return StoragePath.WithHost(home.Call<string>("toString"));
    });

    public StorageEntry? Find(string path)
    {
        try
        {
            using var status = _files.Call<JavaObject>(path, "getFileStatus");
            return Entry(path, status);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    public IReadOnlyList<StorageEntry> List(string directory)
    {
        using var all = _files.Call<JavaObject>(directory, "listStatus");
        var entries = new List<StorageEntry>();
        foreach (var status in all.Elements())
        {
            using (status)
            using (var path = status.Call("getPath"))
                entries.Add(Entry(StoragePath.Join(directory, path.Call<string>("getName")), status));
        }
        return [.. entries.OrderBy(e => e.Name, Utf8Order.Instance)];
    }

    public byte[] ReadFile(string path)
    {
        using var file = _files.Call<JavaObject>(path, "open");
        return HadoopFiles.Tell(path, () =>
        {
            try
            {
                return _gateway.CallStatic<byte[]>("org.apache.commons.io.IOUtils", "toByteArray", file);
            }
            finally
            {
                file.Do("close");
            }
        });
    }

    public Stream OpenRead(string path) => new MemoryStream(ReadFile(path), writable: false);

    public void WriteFile(string path, ReadOnlySpan<byte> content)
    {
        var temporary = $"{path}.{RandomNumberGenerator.GetHexString(8, lowercase: true)}.tmp";
        try
        {
            using (var file = _files.Call<JavaObject>(temporary, "create", true))
            {
                for (var rest = content; !rest.IsEmpty; rest = rest[Math.Min(Piece, rest.Length)..])
                    Do(temporary, file, "write", rest[..Math.Min(Piece, rest.Length)].ToArray());
                Do(temporary, file, "close");
            }
            Rename(temporary, path, replace: true);
        }
        catch
        {
            Delete(temporary);
            throw;
        }
    }

    public void CreateDirectory(string path, string? like = null)
    {
        if (!_files.Call<bool>(path, "mkdirs"))
            Throw.HadoopRefused("make the directory", path);
        if (like is null)
            return;
        const int Owner = 0b111_000_000;
        using var status = _files.Call<JavaObject>(like, "getFileStatus");
        using var theirs = status.Call("getPermission");
        using var permission = _gateway.New("org.apache.hadoop.fs.permission.FsPermission", theirs.Call<int>("toShort") | Owner);
        _files.Call<object?>(path, "setPermission", permission);
    }

    /// <summary>By <c>FileContext</c>: <c>FileSystem.rename</c> moves into a directory that stands there, and cannot replace a file.</summary>
    public void Rename(string from, string to, bool replace = false) => HadoopFiles.Tell<object?>(from, () =>
    {
        using var source = _files.NewPath(from);
        using var target = _files.NewPath(to);
        _context ??= NewContext(source);
        _context.Do("rename", source, target, (replace ? _overwrite : _never).Value);
        return null;
    });

    public bool TryExchange(string a, string b) => false;

    public bool IsMountPoint(string directory) => false;

    /// <summary>Nothing to do: what is closed is with its data nodes, and names with the name node.</summary>
    public void Sync(string path)
    {
    }

    public void Delete(string path) => _files.Call<bool>(path, "delete", true); // false: nothing was there

    public void Dispose() => _gateway.Dispose();

    static void Do(string path, JavaObject file, string method, params JavaArgument[] arguments) => HadoopFiles.Tell<object?>(path, () =>
    {
        file.Do(method, arguments);
        return null;
    });

    static StorageEntry Entry(string path, JavaObject status)
    {
        var isDirectory = status.Call<bool>("isDirectory");
        var modified = DateTime.UnixEpoch.AddMilliseconds(status.Call<long>("getModificationTime"));
        return new(path, StoragePath.Name(path), isDirectory, isDirectory ? 0 : status.Call<long>("getLen"), modified);
    }

    JavaObject NewContext(JavaObject path)
    {
        using var uri = path.Call("toUri");
        return _gateway.CallStatic<JavaObject>("org.apache.hadoop.fs.FileContext", "getFileContext", uri, _configuration);
    }

    JavaObject RenameOptions(params string[] names)
    {
        const string ClassName = "org.apache.hadoop.fs.Options$Rename";
        const string Arrays = "java.lang.reflect.Array";
        using var type = _gateway.ClassOf(ClassName);
        var options = _gateway.CallStatic<JavaObject>(Arrays, "newInstance", type, names.Length);
        for (var i = 0; i < names.Length; i++)
        {
            using var option = _gateway.CallStatic<JavaObject>(ClassName, "valueOf", names[i]);
            _gateway.CallStatic<object?>(Arrays, "set", options, i, option);
        }
        return options;
    }
}
