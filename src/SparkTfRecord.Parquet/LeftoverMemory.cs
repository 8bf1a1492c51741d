using System.Runtime.InteropServices;

namespace SparkTfRecord.Parquet;

/// <summary>What readers that are done with have left in memory.</summary>
static partial class LeftoverMemory
{
    /// <summary>
    /// Hands it back before the next reader takes its own. The collector has no reason to hurry, glibc keeps what was freed for the thread that had it,
    /// and mimalloc, Arrow's allocator, keeps all of it: 440 MiB after images in pages of 60 MB, to which other files then add theirs.
    /// </summary>
    public static void HandBack()
    {
        GC.Collect();
        Call(() => MiCollect(force: 1));
        if (OperatingSystem.IsLinux())
            Call(() => _ = MallocTrim(0));
    }

    static void Call(Action release)
    {
        try
        {
            release();
        }
        catch (EntryPointNotFoundException)
        {
            // Another C library, such as musl, which keeps little; or Arrow built with another allocator.
        }
    }

    [LibraryImport("libc", EntryPoint = "malloc_trim")]
    private static partial int MallocTrim(nuint keep);

    // mimalloc's mi_collect under the name that Arrow gives it.
    [LibraryImport("ParquetSharpNative", EntryPoint = "arrow_mi_collect")]
    private static partial void MiCollect(byte force);
}
