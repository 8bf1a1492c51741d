namespace SparkTfRecord.Tests.Support;

/// <summary>The local filesystem beside another job, which takes away what stands in the way of the first rename as soon as that has failed.</summary>
sealed class TakenAwayStorage : LocalStorageDouble
{
    /// <summary>Whether a rename has failed.</summary>
    public bool HasFailed { get; private set; }

    public override void Rename(string from, string to, bool replace = false)
    {
        try
        {
            base.Rename(from, to, replace);
        }
        catch (IOException) when (!HasFailed)
        {
            HasFailed = true;
            Delete(to);
            throw;
        }
    }
}
