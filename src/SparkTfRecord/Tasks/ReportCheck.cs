using System.Globalization;
using SparkTfRecord.Planning;
using SparkTfRecord.Publishing;
using SparkTfRecord.Storage;

namespace SparkTfRecord.Tasks;

/// <summary>What must be so before what the tasks left is published.</summary>
/// <param name="plan">The plan.</param>
/// <param name="reports">One report a task.</param>
sealed class ReportCheck(ConversionPlan plan, IReadOnlyList<TaskReport> reports)
{
    readonly List<ShardReport> _shards = [.. reports.SelectMany(r => r.Shards)];

    /// <summary>Checks that no shard is missing, the input has stayed as it was, few enough rows were bad and, when the job asks for it, that everything reads back.</summary>
    /// <param name="storage">Where the input is.</param>
    /// <param name="stagingDirectory">Where the tasks have written.</param>
    /// <param name="cancellationToken">Stops reading back.</param>
    /// <exception cref="InvalidDataException">The input has changed, too many rows were bad, or the disk gives back something else.</exception>
    public void Run(IStorage storage, string stagingDirectory, CancellationToken cancellationToken)
    {
        var planned = plan.Shards.Count * Math.Max(1, plan.Job.Splits?.Shares.Count ?? 0);
        if (planned > 0 && _shards.Count != planned)
            Throw.ReportsIncomplete(planned, _shards.Count);
        foreach (var file in plan.Files)
            RequireUnchanged(file, storage);
        RequireFewBadRows();
        if (plan.Job.Verify && !StoragePath.IsRemote(stagingDirectory)) // from there each task has read back what it wrote
            RequireReadable(stagingDirectory, cancellationToken);
    }

    // A file that was replaced while it was read was still read whole; one that was written into was not.
    static void RequireUnchanged(InputFile file, IStorage storage)
    {
        var found = storage.Find(file.Path);
        if (found?.Length != file.Length || found.Modified != file.Modified)
            Throw.InputChanged(file, found);
    }

    void RequireFewBadRows()
    {
        var options = plan.Job.BadRows;
        var badRows = BadRowCount.Sum(reports.SelectMany(r => r.BadRows));
        var (count, rows) = (badRows.Sum(b => b.Rows), reports.Sum(r => r.Rows));
        if (count > options.Max?.Among(rows))
            Throw.TooManyBadRows(string.Create(CultureInfo.InvariantCulture, $"{count} of {rows}"), options, badRows);
    }

    void RequireReadable(string stagingDirectory, CancellationToken cancellationToken)
    {
        var checks = _shards.ConvertAll(s => ShardCheck.Of(s, stagingDirectory, plan.Job.Output));
        if (ShardCheck.Run(checks, plan.Job.Engine.Threads, cancellationToken).Faults is { Count: > 0 } faults)
            Throw.OutputDamaged(faults);
    }
}
