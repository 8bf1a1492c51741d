using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using SparkTfRecord.Publishing;

namespace SparkTfRecord;

static partial class Throw
{
    [DoesNotReturn]
    public static void OutputInUse(string lease, LeaseHolder? holder, TimeSpan silence) => throw new OutputInUseException(string.Create(
        CultureInfo.InvariantCulture,
        $"{Describe(holder)} is writing to the same output, last seen {Math.Max(0, silence.TotalSeconds):0} s ago ('{lease}'); try again when it has ended, or {Lease.Lifetime.TotalSeconds:0} s after its last sign of life if it is dead."));

    [DoesNotReturn]
    public static void LeaseLost(string lease, LeaseHolder? holder) => throw new OutputInUseException(
        $"the lease '{lease}' is no longer this job's, which was silent for more than {Lease.Lifetime.TotalSeconds:0} s; {(holder is null ? "another job took it and has ended" : Describe(holder) + " holds it now")}. Nothing was published; run the job again.");

    [DoesNotReturn]
    public static void LeaseIsADirectory(string path) => throw new InvalidDataException(
        $"'{path}' is a directory, but stands where the file belongs that says which job writes the output; move it away and run again.");

    [DoesNotReturn]
    public static void OutputIsAFile(string path) => throw new PlanException($"'{path}' is a file; a data set is a directory of its own: choose another --output.");

    [DoesNotReturn]
    public static void OutputExists(string path) => throw new PlanException(
        $"'{path}' already holds data; choose --mode overwrite, append or ignore, or another --output.");

    [DoesNotReturn]
    public static void OutputHasForeignFiles(string path, IReadOnlyList<string> names, string? manifestProblem) => throw new PlanException(
        $"'{path}' holds {(names.Count == 1 ? "a file" : $"{names.Count} files")} that no manifest of this program names ({Some(names)}){(manifestProblem is null ? "" : $"; {manifestProblem}")}; "
        + "overwriting would delete them: move them away, or allow it with --overwrite-foreign.");

    [DoesNotReturn]
    public static void ForeignFilesAppeared(string path, IReadOnlyList<string> names) => throw new IOException(
        $"'{path}' has got files during the job that are not part of the data set ({Some(names)}); publishing would delete them. Nothing was changed.");

    [DoesNotReturn]
    public static void AppendWithoutManifest(string path, string? problem) => throw new PlanException(
        $"cannot append to '{path}': {problem ?? "it holds data but no _manifest.json, so this program did not write it"}; choose --mode overwrite or another --output.");

    [DoesNotReturn]
    public static void AppendDiffers(IReadOnlyList<string> problems) => throw new PlanException(problems);

    [DoesNotReturn]
    public static void StagedFileDiffers(string path, long found, long expected) => throw new IOException(found < 0
        ? $"'{path}' is gone, although its task completed it; another job, or a person, removed the staging directory."
        : $"'{path}' has {found} bytes, but its task wrote {expected}; the storage lost data.");

    [DoesNotReturn]
    public static void CannotFinishCommit(string target, string data, string old) => throw new IOException(
        $"a job died while it put '{data}' in the place of '{target}'; the old data set is in '{old}', and something new stands in its place. Move '{target}' away and run again.");

    [DoesNotReturn]
    public static void CommitIncomplete(string from, string to) => throw new IOException(
        $"a commit was cut off and cannot be finished: '{from}', which it was about to move, is gone, and is not at '{to}' either. Put it there and run again; or delete both directories and convert all of the data set anew.");

    [DoesNotReturn]
    public static void DamagedJournal(string path, string reason) => throw new InvalidDataException(
        $"'{path}' is damaged ({reason}); it tells how to finish a commit that was cut off. Look at the directory it is in, keep what you need, delete it and run again.");

    [DoesNotReturn]
    public static void JournalMissing(string path, string old, string target) => throw new InvalidDataException(
        $"'{path}' is gone, which told how to finish a commit that was cut off; the old data set is in '{old}'. Move that to '{target}' and run again.");

    [DoesNotReturn]
    public static void NoManifest(string directory) => throw new InvalidDataException(
        $"'{directory}' has no _manifest.json: it is no complete data set of this program.");

    [DoesNotReturn]
    public static void DamagedManifest(string path, string reason) => throw new InvalidDataException($"'{path}' is damaged: {reason}.");

    [DoesNotReturn]
    public static void ManifestTooNew(string path, int version) => throw new InvalidDataException(
        $"'{path}' has version {version}; this program knows versions up to {Manifest.CurrentVersion}: use the newer program that wrote it.");

    static string Describe(LeaseHolder? holder) => holder is null
        ? "a job"
        : $"job {holder.Job} on host {holder.Host} (process {holder.Process.Id}{(holder.Application is null ? "" : $", {holder.Application} attempt {holder.Attempt}")})";

    static string Some(IReadOnlyList<string> names) =>
        string.Join(", ", names.Take(3).Select(n => $"'{n}'")) + (names.Count > 3 ? ", …" : "");
}
