using System.Security.Cryptography;
using SparkTfRecord.Planning;

namespace SparkTfRecord.Storage;

/// <summary>The local filesystem and whatever is mounted into it.</summary>
sealed partial class LocalStorage : IStorage
{
    public bool Reaches(string path) => !StoragePath.IsRemote(path);

    // Not File.Exists: it takes for missing what may not be looked at, or what the disk fails to give.
    public StorageEntry? Find(string path)
    {
        try
        {
            return new FileInfo(path).Attributes switch
            {
                (FileAttributes)(-1) => null,
                var attributes when attributes.HasFlag(FileAttributes.Directory) => Entry(new DirectoryInfo(path)),
                _ => Entry(new FileInfo(path)),
            };
        }
        catch (PathTooLongException)
        {
            return null; // a glob may be longer than any name
        }
    }

    public IReadOnlyList<StorageEntry> List(string directory) =>
        [.. new DirectoryInfo(directory).EnumerateFileSystemInfos().Select(Entry).OrderBy(e => e.Name, Utf8Order.Instance)];

    public string RealPath(string path)
    {
        var full = InputListing.Absolute(path);
        var root = Path.GetPathRoot(full)!;
        var real = root;
        foreach (var part in full[root.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            real = Path.Combine(real, part);
            // The target's own path may lead through further links.
            if (new FileInfo(real) is { LinkTarget: not null } link)
                real = RealPath(link.ResolveLinkTarget(returnFinalTarget: true)!.FullName);
        }
        return real;
    }

    public byte[] ReadFile(string path) => File.ReadAllBytes(path);

    public Stream OpenRead(string path) => File.OpenRead(path);

    public void WriteFile(string path, ReadOnlySpan<byte> content)
    {
        var temporary = $"{path}.{RandomNumberGenerator.GetHexString(8, lowercase: true)}.tmp";
        try
        {
            using (var file = File.OpenHandle(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                RandomAccess.Write(file, content, 0);
                RandomAccess.FlushToDisk(file);
            }
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
        Sync(Path.GetDirectoryName(path)!);
    }

    public void CreateDirectory(string path, string? like = null)
    {
        Directory.CreateDirectory(path);
        if (like is not null && !OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, File.GetUnixFileMode(like) | UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public void Rename(string from, string to, bool replace = false)
    {
        if (replace)
            File.Move(from, to, overwrite: true);
        else if (!TryRenameOnLinux(from, to, RenameNoReplace))
            RenameWherePossible(from, to);
    }

    public bool TryExchange(string a, string b) => TryRenameOnLinux(a, b, RenameExchange);

    public bool IsMountPoint(string directory) => OperatingSystem.IsLinux() && IsMountPointOnLinux(directory);

    public void Sync(string path)
    {
        if (OperatingSystem.IsLinux())
            SyncOnLinux(path);
        else if (File.Exists(path))
            using (var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite))
                RandomAccess.FlushToDisk(file);
    }

    public void Delete(string path)
    {
        if (Find(path) is not { } entry)
            return;
        if (entry.IsDirectory)
            Directory.Delete(path, recursive: true);
        else
            File.Delete(path);
    }

    // Looks first and renames then: a target that appears in between is replaced if it is a file. Only where there is no renameat2.
    static void RenameWherePossible(string from, string to)
    {
        if (Directory.Exists(from))
            Directory.Move(from, to);
        else
            File.Move(from, to);
    }

    static StorageEntry Entry(FileSystemInfo info)
    {
        var target = info.LinkTarget is null ? info : Follow(info);
        var length = target is FileInfo { Exists: true } file ? file.Length : 0;
        return new(info.FullName, info.Name, info is DirectoryInfo, length, target.LastWriteTimeUtc);
    }

    static FileSystemInfo Follow(FileSystemInfo link)
    {
        try
        {
            return link.ResolveLinkTarget(returnFinalTarget: true) ?? link;
        }
        catch (IOException)
        {
            return link; // a loop, or gone since it was listed
        }
    }
}
