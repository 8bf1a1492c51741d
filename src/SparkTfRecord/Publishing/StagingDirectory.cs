using SparkTfRecord.Storage;

namespace SparkTfRecord.Publishing;

/// <summary>What is where in a staging directory.</summary>
/// <param name="Path">The staging directory.</param>
sealed record StagingDirectory(string Path)
{
    /// <summary>Where tasks write their files; only those that a report names are ever looked at.</summary>
    public string Tasks => StoragePath.Join(Path, "tasks");

    /// <summary>Where the driver puts the data set together.</summary>
    public string Data => StoragePath.Join(Path, "data");

    /// <summary>Where the old data set goes.</summary>
    public string Old => StoragePath.Join(Path, "old");

    /// <summary>The commit journal.</summary>
    public string Journal => StoragePath.Join(Path, "commit.json");
}
