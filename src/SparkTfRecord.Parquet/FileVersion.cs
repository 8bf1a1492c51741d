using SparkTfRecord.Planning;

namespace SparkTfRecord.Parquet;

/// <summary>Whether a file is still the one that was planned: its length and, to the millisecond, its modification time.</summary>
static class FileVersion
{
    /// <exception cref="InvalidDataException">It has changed.</exception>
    /// <exception cref="FileNotFoundException">It is gone.</exception>
    public static void Check(InputFile file)
    {
        var now = new FileInfo(file.Path);
        if (!now.Exists)
            Throw.Vanished(file.Path);
        if (now.LinkTarget is not null && now.ResolveLinkTarget(returnFinalTarget: true) is FileInfo target)
            now = target; // what was planned is the file, not the link
        if (now.Length != file.Length || Milliseconds(now.LastWriteTimeUtc) != Milliseconds(file.Modified))
            Throw.Changed(file, now.Length, now.LastWriteTimeUtc);
    }

    // Not every filesystem, and no file status of Hadoop, keeps more.
    static long Milliseconds(DateTime time) => time.Ticks / TimeSpan.TicksPerMillisecond;
}
