using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using SparkTfRecord.Examples;
using SparkTfRecord.Planning;

namespace SparkTfRecord;

static partial class Throw
{
    [DoesNotReturn]
    public static void BadRow(string file, long row, BadRowException e) => throw new InvalidDataException(
        string.Create(CultureInfo.InvariantCulture, $"{file}: row {row}, {Describe(e)}; {e.WayOut}, or leave such rows out with --bad-rows skip or quarantine."), e);

    [DoesNotReturn]
    public static void BadRowOfBatch(BadRowException e) => throw new InvalidDataException(
        string.Create(CultureInfo.InvariantCulture, $"row {e.Row} of the batch, {Describe(e)}; {e.WayOut}."), e);

    [DoesNotReturn]
    public static void TooManyBadRows(string count, BadRowOptions options, IReadOnlyList<BadRowCount> reasons) => throw new InvalidDataException(
        $"{count} rows cannot be converted, more than badRows.max allows ({options.Max}): {BadRowCount.Describe(reasons)}. Nothing was written; correct them upstream or allow more with --max-bad-rows.");

    [DoesNotReturn]
    public static void SpecDiffers(string file, IReadOnlyList<string> differences) => throw new InvalidDataException(
        $"--expect-spec '{file}': {string.Join("; ", differences)}. Nothing was written; give nulls a default (features.NAME.null), correct them upstream, or expect the new spec.");

    [DoesNotReturn]
    public static void RowsMissing(string file, InputSlice slice, long found) => throw new InvalidDataException(string.Create(
        CultureInfo.InvariantCulture,
        $"{file}: rows {slice.FirstRow} to {slice.FirstRow + slice.Rows - 1} were planned, {found} of these {slice.Rows} were read; the file is damaged or has changed."));

    [DoesNotReturn]
    public static void InputChanged(InputFile file, Storage.StorageEntry? found) => throw new InvalidDataException(string.Create(
        CultureInfo.InvariantCulture,
        $"{file.Path}: {(found is null ? "is gone" : $"has {found.Length} bytes of {found.Modified:o}")}, but the job was planned with {file.Length} bytes of {file.Modified:o}; run the job again when the input no longer changes."));

    [DoesNotReturn]
    public static void OutputDamaged(IReadOnlyList<string> faults) => throw new InvalidDataException(
        $"{faults[0]}{(faults.Count == 1 ? "" : $" And {faults.Count - 1} more faults.")} What was written does not read back; nothing was published. Check the disk and run the job again.");

    [DoesNotReturn]
    public static void ReportsIncomplete(long expected, long found) => throw new InvalidOperationException(
        $"the tasks report {found} shards of {expected}: the engine lost or repeated a task.");

    /// <summary>What is wrong with a row, without its place.</summary>
    public static string Describe(BadRowException e) => $"{Describe(e.Feature)}: {(e.Value is null ? "" : $"value {e.Value}: ")}{e.Message}";

    static string Describe(FeatureMapping feature) =>
        feature.Column == feature.Feature ? $"column '{feature.Column}'" : $"column '{feature.Column}' (feature '{feature.Feature}')";
}
