using SparkTfRecord.Storage;

namespace SparkTfRecord.Publishing;

/// <summary>
/// Where the lease and the staging directories of a data set are: beside its directory, so that the directory can be replaced by one rename;
/// or inside, where it cannot be renamed because it is a mount point or the parent cannot be written.
/// </summary>
sealed record OutputPlace
{
    readonly string _prefix;

    OutputPlace(string dataSet, string directory, string prefix) => (DataSet, Directory, _prefix) = (dataSet, directory, prefix);

    /// <summary>The data set's directory.</summary>
    public string DataSet { get; }

    /// <summary>The directory that holds lease and staging directories.</summary>
    public string Directory { get; }

    /// <summary>The lease of the job that is writing the data set.</summary>
    public string Lease => StoragePath.Join(Directory, _prefix + "lease");

    /// <summary>Beside the data set; null for the root of a filesystem.</summary>
    public static OutputPlace? Beside(string dataSet) =>
        StoragePath.Parent(dataSet) is { } parent ? new(dataSet, parent, $"_{StoragePath.Name(dataSet)}.") : null;

    /// <summary>Inside the data set.</summary>
    public static OutputPlace Inside(string dataSet) => new(dataSet, dataSet, "_");

    /// <summary>The staging directory of a job.</summary>
    public string Staging(string job) => StoragePath.Join(Directory, $"{_prefix}staging-{job}");

    /// <summary>Whether an entry of <see cref="Directory"/> is a staging directory of this data set.</summary>
    public bool IsStaging(StorageEntry entry) => entry.IsDirectory && IsOwn(entry.Name, "staging-", exact: true);

    /// <summary>Whether an entry of <see cref="Directory"/> is what a job left that died while it took or renewed the lease.</summary>
    public bool IsLeaseRemnant(StorageEntry entry) => !entry.IsDirectory && IsOwn(entry.Name, "lease.", exact: false);

    /// <summary>Whether an entry belongs to the writing of the data set, not to the data set.</summary>
    public bool IsWorking(StorageEntry entry) => IsStaging(entry) || IsLeaseRemnant(entry) || entry.Name == _prefix + "lease";

    // A data set called "a.staging-x" has the prefix of one called "a"; eight hex digits tell them apart.
    bool IsOwn(string name, string kind, bool exact)
    {
        var start = _prefix.Length + kind.Length;
        return name.StartsWith(_prefix + kind, StringComparison.Ordinal)
            && name.Length >= start + JobId.Length
            && JobId.IsValid(name.AsSpan(start, JobId.Length))
            && (name.Length == start + JobId.Length || (!exact && name[start + JobId.Length] == '.'));
    }
}
