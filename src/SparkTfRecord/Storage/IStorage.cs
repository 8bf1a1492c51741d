namespace SparkTfRecord.Storage;

/// <summary>A filesystem that renames: local disks, network mounts, HDFS. Paths are absolute and the storage's own.</summary>
/// <remarks>
/// Synchronous on purpose: .NET has no asynchronous local file operations, and the Spark gateway is a blocking socket.
/// Failures are <see cref="IOException"/> and <see cref="UnauthorizedAccessException"/> whose message names the path.
/// </remarks>
interface IStorage
{
    /// <summary>Whether a path, absolute or not, is one of this storage's.</summary>
    bool Reaches(string path);

    /// <summary>The absolute path with every symbolic link in it followed, also of something that does not exist yet.</summary>
    string RealPath(string path);

    /// <summary>What is at a path, or null.</summary>
    StorageEntry? Find(string path);

    /// <summary>The entries of a directory in the UTF-8 order of their names; a missing directory is an error.</summary>
    IReadOnlyList<StorageEntry> List(string directory);

    /// <summary>Reads a small file whole.</summary>
    byte[] ReadFile(string path);

    /// <summary>Opens a file to be read once from front to back.</summary>
    Stream OpenRead(string path);

    /// <summary>Writes a new file that appears whole or not at all, also after a power cut; an existing one is replaced.</summary>
    void WriteFile(string path, ReadOnlySpan<byte> content);

    /// <summary>Makes a directory and its missing parents.</summary>
    /// <param name="path">The directory.</param>
    /// <param name="like">An existing directory whose permissions it gets; null: the usual ones.</param>
    void CreateDirectory(string path, string? like = null);

    /// <summary>Renames a file or directory. A target that exists is an error, except that a file replaces a file when <paramref name="replace"/> is set.</summary>
    void Rename(string from, string to, bool replace = false);

    /// <summary>Swaps two directories in one step; false when this storage cannot.</summary>
    bool TryExchange(string a, string b);

    /// <summary>Whether something is mounted at a directory, which then cannot be renamed.</summary>
    bool IsMountPoint(string directory);

    /// <summary>Makes a file's content, or the names in a directory, survive a power cut.</summary>
    void Sync(string path);

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
