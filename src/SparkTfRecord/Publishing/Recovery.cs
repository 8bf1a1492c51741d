using SparkTfRecord.Storage;

namespace SparkTfRecord.Publishing;

/// <summary>Brings a data set into order that jobs left which died: commits that were begun are finished, everything else of theirs is deleted.</summary>
static class Recovery
{
    /// <summary>Puts one place in order. The caller holds the lease, so every staging directory there is a dead job's.</summary>
    /// <param name="storage">The storage.</param>
    /// <param name="place">Where to look.</param>
    /// <param name="now">Modification time of a file just written.</param>
    public static void Run(IStorage storage, OutputPlace place, DateTime now)
    {
        if (storage.Find(place.Directory) is null)
            return;
        foreach (var entry in storage.List(place.Directory))
        {
            if (place.IsStaging(entry))
                Finish(storage, new(entry.Path), place.DataSet);
            else if (place.IsLeaseRemnant(entry) && (now - entry.Modified > Lease.Lifetime || Lease.IsOfDeadProcess(storage, entry.Path)))
                storage.Delete(entry.Path);
        }
    }

    static void Finish(IStorage storage, StagingDirectory staging, string dataSet)
    {
        if (CommitJournal.Find(storage, staging) is { } journal)
        {
            journal.Finish(storage, staging, dataSet);
            if (StoragePath.Parent(dataSet) is { } parent)
                storage.Sync(parent);
        }
        else if (storage.Find(staging.Old) is not null && storage.Find(dataSet) is null)
            Throw.JournalMissing(staging.Journal, staging.Old, dataSet);
        storage.Delete(staging.Path);
    }
}
