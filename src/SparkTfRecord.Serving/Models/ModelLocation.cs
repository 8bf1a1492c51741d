using System.Globalization;

namespace SparkTfRecord.Serving.Models;

/// <summary>Where a model is, and where its warm-up file belongs.</summary>
/// <param name="Name">The name that requests give it: that of the directory above the version's.</param>
/// <param name="SavedModel">Its saved_model.pb.</param>
/// <param name="Version">The version's directory; null for a bare file, which has no place for a warm-up file.</param>
sealed record ModelLocation(string Name, string SavedModel, string? Version)
{
    /// <summary>The directory that TensorFlow Serving looks for extra files in.</summary>
    public string? Extra => Version is null ? null : Path.Combine(Version, "assets.extra");

    /// <summary>Finds a model: in a version's directory, below a base directory (the newest version, as the server loads it), or a bare file.</summary>
    /// <exception cref="PlanException">There is no SavedModel there.</exception>
    public static ModelLocation Find(string path)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (File.Exists(full))
            return new(Path.GetFileName(Path.GetDirectoryName(full)) ?? "", full, null);
        if (!Directory.Exists(full))
            throw new PlanException($"{path}: there is no such model; name a version's directory, the directory above, or a {SavedModelFile.FileName}");
        if (IsVersion(full))
            return InVersion(full);
        var newest = Directory.EnumerateDirectories(full).Where(IsVersion).MaxBy(Number);
        return newest is not null && Number(newest) is not null
            ? InVersion(newest)
            : throw new PlanException($"{path}: neither it nor a numbered directory in it holds a {SavedModelFile.FileName}; export a model first");
    }

    static bool IsVersion(string directory) => File.Exists(Path.Combine(directory, SavedModelFile.FileName));

    static ModelLocation InVersion(string directory) => new(
        Path.GetFileName(Number(directory) is null ? directory : Path.GetDirectoryName(directory)) ?? "",
        Path.Combine(directory, SavedModelFile.FileName),
        directory);

    // The server ignores directories that are not called by a number.
    static long? Number(string directory) =>
        long.TryParse(Path.GetFileName(directory), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
