using SparkTfRecord.Storage;

namespace SparkTfRecord.Tests.Support;

/// <summary>The local filesystem, which notes the directories that it is asked to list.</summary>
sealed class CountingStorage : LocalStorageDouble
{
    /// <summary>The directories, as often as they were listed.</summary>
    public List<string> Listed { get; } = [];

    public override IReadOnlyList<StorageEntry> List(string directory)
    {
        Listed.Add(directory);
        return base.List(directory);
    }
}
