using System.Runtime.CompilerServices;

namespace SparkTfRecord.Tests.Support;

/// <summary>The files in tests/golden, made by real TensorFlow, pyarrow and Spark.</summary>
static class Golden
{
    /// <summary>The repository's root, wherever the test binaries are.</summary>
    public static string Root { get; } = System.IO.Path.GetFullPath("../../..", Here());

    /// <summary>A file or directory below tests/golden.</summary>
    public static string Path(string relative) => System.IO.Path.Combine(Root, "tests", "golden", relative);

    static string Here([CallerFilePath] string file = "") => System.IO.Path.GetDirectoryName(file)!;
}
