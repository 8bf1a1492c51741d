namespace SparkTfRecord.Storage;

/// <summary>A filesystem that renames: local disks, network mounts, HDFS. Paths are absolute and the storage's own.</summary>
/// <remarks>
/// Synchronous on purpose: .NET has no asynchronous local file operations, and the Spark gateway is a blocking socket.
/// Failures are <see cref="IOException"/> and <see cref="UnauthorizedAccessException"/> whose message names the path.
/// </remarks>
interface IStorage
{
    /// <summary>What is at a path, or null.</summary>
    StorageEntry? Find(string path);

    /// <summary>The entries of a directory in the UTF-8 order of their names; a missing directory is an error.</summary>
    IReadOnlyList<StorageEntry> List(string directory);

    /// <summary>The path with every symbolic link in it followed; on a storage without links the path itself.</summary>
    string RealPath(string path) => path;

    /// <summary>Reads a small file whole.</summary>
    byte[] ReadFile(string path);

    /// <summary>Writes a new file that appears whole or not at all; an existing one is replaced.</summary>
    void WriteFile(string path, ReadOnlySpan<byte> content);

    /// <summary>Makes a directory and its missing parents.</summary>
    void CreateDirectory(string path);

    /// <summary>Renames a file or directory. A target that exists is an error, except that a file replaces a file when <paramref name="replace"/> is set.</summary>
    void Rename(string from, string to, bool replace = false);

    /// <summary>Swaps two directories in one step; false when this storage cannot.</summary>
    bool TryExchange(string a, string b);

    /// <summary>Deletes a file, or a directory with everything in it. Nothing there is no error.</summary>
    void Delete(string path);
}

/// <summary>A file or directory; of a symbolic link, what it leads to.</summary>
/// <param name="Path">Its whole path.</param>
/// <param name="Name">The last part of the path.</param>
/// <param name="IsDirectory">True for a directory.</param>
/// <param name="Length">Bytes of a file; 0 for a directory.</param>
/// <param name="Modified">Modification time, UTC.</param>
sealed record StorageEntry(string Path, string Name, bool IsDirectory, long Length, DateTime Modified);
