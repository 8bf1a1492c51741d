using System.Text.Json;
using SparkTfRecord.Storage;

namespace SparkTfRecord.Publishing;

/// <summary>
/// The commit of a data set where it takes more than one step: <c>commit.json</c> in the staging directory. Once it is written the data set is committed,
/// and whoever finds it finishes it. Each step can be taken again.
/// </summary>
sealed record CommitJournal
{
    /// <summary>True: the staged directory takes the place of the data set's. False: its entries go into the data set's directory.</summary>
    public required bool Replace { get; init; }

    /// <summary>Entries to move, in this order: shards, sidecars, the manifest.</summary>
    public IReadOnlyList<string> Add { get; init; } = [];

    /// <summary>Entries to delete after that.</summary>
    public IReadOnlyList<string> Remove { get; init; } = [];

    /// <summary>The journal in a staging directory; null when there is none.</summary>
    public static CommitJournal? Find(IStorage storage, StagingDirectory staging)
    {
        if (storage.Find(staging.Journal) is null)
            return null;
        try
        {
            var journal = JsonSerializer.Deserialize(storage.ReadFile(staging.Journal), PublishingJson.Instance.CommitJournal);
            if (journal is null || !journal.Add.Concat(journal.Remove).All(ShardName.IsPlain))
                Throw.DamagedJournal(staging.Journal, "a name in it leads elsewhere");
            return journal;
        }
        catch (JsonException e)
        {
            Throw.DamagedJournal(staging.Journal, e.Message);
            return null;
        }
    }

    /// <summary>Writes the journal: the commit point.</summary>
    public void Write(IStorage storage, StagingDirectory staging) =>
        storage.WriteFile(staging.Journal, JsonSerializer.SerializeToUtf8Bytes(this, PublishingJson.Instance.CommitJournal));

    /// <summary>Takes the steps that are not yet taken.</summary>
    public void Finish(IStorage storage, StagingDirectory staging, string dataSet)
    {
        if (Replace)
            FinishReplace(storage, staging, dataSet);
        else
            FinishAdd(storage, staging, dataSet);
    }

    static void FinishReplace(IStorage storage, StagingDirectory staging, string dataSet)
    {
        if (storage.Find(staging.Data) is null)
            return;
        if (storage.Find(dataSet) is not null)
        {
            if (storage.Find(staging.Old) is not null)
                Throw.CannotFinishCommit(dataSet, staging.Data, staging.Old);
            storage.Rename(dataSet, staging.Old);
        }
        storage.Rename(staging.Data, dataSet);
    }

    // _SUCCESS is away as long as the directory's listing is neither the old data set nor the new one; the manifest is always right.
    void FinishAdd(IStorage storage, StagingDirectory staging, string dataSet)
    {
        var success = StoragePath.Join(staging.Data, DataSetOutput.SuccessName);
        if (storage.Find(success) is null)
            return;
        storage.Delete(StoragePath.Join(dataSet, DataSetOutput.SuccessName));
        foreach (var name in Add)
            Move(storage, StoragePath.Join(staging.Data, name), StoragePath.Join(dataSet, name));
        foreach (var name in Remove)
            storage.Delete(StoragePath.Join(dataSet, name));
        storage.Sync(dataSet);
        storage.Rename(success, StoragePath.Join(dataSet, DataSetOutput.SuccessName), replace: true);
    }

    static void Move(IStorage storage, string from, string to)
    {
        if (storage.Find(from) is not { } entry)
            return;
        if (entry.IsDirectory)
            storage.Delete(to);
        storage.Rename(from, to, replace: !entry.IsDirectory);
    }
}
