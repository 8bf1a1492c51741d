using SparkTfRecord.Storage;

namespace SparkTfRecord.Publishing;

/// <summary>Takes an output for one job: the lease, and the order in which dead jobs did not leave it.</summary>
static class OutputLease
{
    /// <summary>Takes the lease, beside the data set or else inside, and finishes or clears away what dead jobs left.</summary>
    /// <param name="storage">The storage.</param>
    /// <param name="path">The data set's directory; it need not exist.</param>
    /// <param name="holder">Who takes it.</param>
    /// <exception cref="OutputInUseException">A live job holds the directory.</exception>
    public static (OutputPlace Place, Lease Lease) Take(IStorage storage, string path, LeaseHolder holder)
    {
        var (place, lease) = Acquire(storage, path, holder);
        try
        {
            PutInOrder(storage, place, holder);
        }
        catch
        {
            lease.Dispose();
            throw;
        }
        return (place, lease);
    }

    static (OutputPlace Place, Lease Lease) Acquire(IStorage storage, string path, LeaseHolder holder)
    {
        var exists = storage.Find(path) is not null;
        if (OutputPlace.Beside(path) is { } beside && !(exists && storage.IsMountPoint(path)))
        {
            try
            {
                storage.CreateDirectory(beside.Directory);
                return (beside, Lease.Acquire(storage, beside.Lease, holder));
            }
            catch (Exception e) when (exists && e is UnauthorizedAccessException or IOException and not OutputInUseException)
            {
                // The parent cannot be written; the directory perhaps can.
            }
        }
        storage.CreateDirectory(path);
        var inside = OutputPlace.Inside(path);
        return (inside, Lease.Acquire(storage, inside.Lease, holder));
    }

    // Jobs with other rights, or in a container that sees the directory as a mount point, keep their lease in the other place.
    static void PutInOrder(IStorage storage, OutputPlace place, LeaseHolder holder)
    {
        var inside = OutputPlace.Inside(place.DataSet);
        var other = place == inside ? OutputPlace.Beside(place.DataSet) : inside;
        if (other is not null)
            Lease.RequireFree(storage, other.Lease, place.Lease, holder);
        var now = storage.Find(place.Lease)!.Modified;
        Recovery.Run(storage, place, now);
        if (other == inside)
        {
            Recovery.Run(storage, inside, now);
            storage.Delete(inside.Lease);
        }
    }
}
