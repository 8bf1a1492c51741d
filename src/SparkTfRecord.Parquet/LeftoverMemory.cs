using System.Runtime.InteropServices;

namespace SparkTfRecord.Parquet;

/// <summary>What a reader that is done with has left in memory.</summary>
static partial class LeftoverMemory
{
    /// <summary>
    /// Hands it back before the next reader takes its own. The collector has no reason to hurry, and glibc keeps what was freed for the thread that had it.
    /// </summary>
    public static void HandBack()
    {
        GC.Collect();
        if (!OperatingSystem.IsLinux())
            return;
        try
        {
            _ = MallocTrim(0);
        }
        catch (EntryPointNotFoundException)
        {
            // Another C library, such as musl, which keeps little.
        }
    }

    [LibraryImport("libc", EntryPoint = "malloc_trim")]
    private static partial int MallocTrim(nuint keep);
}
