using System.Globalization;
using System.Text.Json;
using SparkTfRecord.Storage;

namespace SparkTfRecord.Publishing;

/// <summary>
/// The commit of a data set where it takes more than one step: <c>commit.json</c> in the staging directory. Once it is written the data set is committed,
/// and whoever finds it finishes it. Each step can be taken again.
/// </summary>
sealed record CommitJournal
{
    // A million of the longest names; a longer one was put there by something else.
    const long MostBytes = 256 << 20;

    /// <summary>True: the staged directory takes the place of the data set's. False: its entries go into the data set's directory.</summary>
    public required bool Replace { get; init; }

    /// <summary>Entries to move, in this order: shards, sidecars, the manifest.</summary>
    public required IReadOnlyList<string> Add { get; init; }

    /// <summary>Entries to delete after that.</summary>
    public required IReadOnlyList<string> Remove { get; init; }

    /// <summary>CRC-32C of the journal's JSON without it, eight hex digits: a wrong name, or a true instead of a false, would cost a data set.</summary>
    public string? Crc32C { get; init; }

    /// <summary>The journal in a staging directory; null when there is none.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static CommitJournal? Find(IStorage storage, StagingDirectory staging)
    {
        if (storage.Find(staging.Journal) is not { } entry)
            return null;
        if (entry.IsDirectory || entry.Length > MostBytes)
            Throw.DamagedJournal(staging.Journal, entry.IsDirectory ? "it is a directory" : $"it has {entry.Length} bytes");
        try
        {
            var journal = JsonSerializer.Deserialize(storage.ReadFile(staging.Journal), PublishingJson.Instance.CommitJournal);
            if (journal is null || !journal.Add.Concat(journal.Remove).All(ShardName.IsPlain))
                Throw.DamagedJournal(staging.Journal, "a name in it leads elsewhere");
            if (journal.Crc32C != journal.WithCrc().Crc32C)
                Throw.DamagedJournal(staging.Journal, "its CRC is not that of its content");
            return journal;
        }
        catch (JsonException e)
        {
            Throw.DamagedJournal(staging.Journal, e.Message.TrimEnd('.'));
            return null;
        }
    }

    /// <summary>Writes the journal: the commit point.</summary>
    public void Write(IStorage storage, StagingDirectory staging) => storage.WriteFile(staging.Journal, WithCrc().ToJson());

    CommitJournal WithCrc()
    {
        var plain = this with { Crc32C = null };
        return plain with { Crc32C = Records.Crc32C.Compute(plain.ToJson()).ToString("x8", CultureInfo.InvariantCulture) };
    }

    byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, PublishingJson.Instance.CommitJournal);

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
        storage.Sync(dataSet);
    }

    static void Move(IStorage storage, string from, string to)
    {
        if (storage.Find(from) is not { } entry)
        {
            if (storage.Find(to) is null)
                Throw.CommitIncomplete(from, to);
            return;
        }
        if (entry.IsDirectory)
            storage.Delete(to);
        storage.Rename(from, to, replace: !entry.IsDirectory);
    }
}
