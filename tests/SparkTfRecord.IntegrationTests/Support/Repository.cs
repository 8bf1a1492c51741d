using System.Runtime.CompilerServices;

namespace SparkTfRecord.IntegrationTests.Support;

/// <summary>Where the sources are.</summary>
static class Repository
{
    /// <summary>The repository's root.</summary>
    public static string Root { get; } = Path.GetFullPath("../../..", Here());

    /// <summary>A file or directory below tests/golden.</summary>
    public static string Golden(string relative) => Path.Combine(Root, "tests", "golden", relative);

    static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
