namespace SparkTfRecord.Tests.Support;

/// <summary>The local filesystem, which notes what a power cut could take when a data set is put in its place.</summary>
/// <param name="dataSet">The data set's directory.</param>
sealed class UnsyncedStorage(string dataSet) : LocalStorageDouble
{
    readonly HashSet<string> _synced = [];

    /// <summary>Files whose content, and directories whose names, were not written through; null: nothing was published.</summary>
    public IReadOnlyList<string>? Unsynced { get; private set; }

    public override void WriteFile(string path, ReadOnlySpan<byte> content)
    {
        base.WriteFile(path, content);
        _synced.UnionWith([path, Path.GetDirectoryName(path)!]);
    }

    public override void CreateDirectory(string path, string? like = null)
    {
        if (!Directory.Exists(path))
            _synced.Remove(Path.GetDirectoryName(path)!);
        base.CreateDirectory(path, like);
    }

    public override void Rename(string from, string to, bool replace = false)
    {
        if (to == dataSet)
            Unsynced = [.. Directory.EnumerateFileSystemEntries(from, "*", SearchOption.AllDirectories).Append(from).Where(e => !_synced.Contains(e))];
        base.Rename(from, to, replace);
        _synced.Remove(Path.GetDirectoryName(to)!);
        if (_synced.Remove(from))
            _synced.Add(to);
    }

    public override void Sync(string path)
    {
        base.Sync(path);
        _synced.Add(path);
    }
}
