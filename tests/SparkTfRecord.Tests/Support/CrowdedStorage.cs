namespace SparkTfRecord.Tests.Support;

/// <summary>The local filesystem beside two other jobs: one puts its lease in the place of a dead one just before that is taken away, the next takes the free place just after.</summary>
/// <param name="lease">The lease's path.</param>
/// <param name="second">What the one writes.</param>
/// <param name="third">What the next writes.</param>
sealed class CrowdedStorage(string lease, byte[] second, byte[] third) : LocalStorageDouble
{
    public override void Rename(string from, string to, bool replace = false)
    {
        if (from == lease)
            WriteFile(lease, second);
        base.Rename(from, to, replace);
        if (from == lease)
            WriteFile(lease, third);
    }
}
