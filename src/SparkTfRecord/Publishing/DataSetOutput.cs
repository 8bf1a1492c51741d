using SparkTfRecord.Planning;
using SparkTfRecord.Storage;
using SparkTfRecord.Tasks;

namespace SparkTfRecord.Publishing;

/// <summary>A data set directory being written: lease and staging from <see cref="Open"/> on, then committed whole or discarded.</summary>
/// <remarks>
/// Readers find the old data set or the new one, whenever the process dies. Two moves lead there. <b>Replace</b>: the new directory takes the place of the old
/// one by a rename or exchange. <b>Add</b>, for append and where the directory itself cannot be renamed: shards of new names are renamed in, then the manifest is replaced.
/// What takes more than one step is written down first (<see cref="CommitJournal"/>) and finished by whoever comes next (<see cref="Recovery"/>).
/// </remarks>
sealed class DataSetOutput : IDisposable
{
    /// <summary>The empty file that says the data set is complete, as Hadoop's jobs write it.</summary>
    public const string SuccessName = "_SUCCESS";

    readonly IStorage _storage;
    readonly string _path;
    readonly Lease _lease;
    readonly StagingDirectory _staging;
    readonly ExistingDataSet _existing;
    readonly bool _replace;
    bool _mustBeFinished;

    DataSetOutput(IStorage storage, ConversionPlan plan, OutputPlace place, Lease lease, string job, ExistingDataSet existing)
    {
        (_storage, Plan, _path, _lease, _existing) = (storage, existing.KeepPrivate(plan), place.DataSet, lease, existing);
        // A directory that holds no data but something hidden, such as .git, must stay what it is.
        _replace = place != OutputPlace.Inside(_path)
            && (existing.Names.Count == 0 || (existing.HoldsData && plan.Job.Output.Mode == SaveMode.Overwrite));
        _staging = new((_replace ? place : OutputPlace.Inside(_path)).Staging(job));
        _storage.CreateDirectory(_staging.Tasks);
    }

    /// <summary>The plan as the output makes it.</summary>
    public ConversionPlan Plan { get; }

    /// <summary>Where tasks write their shard files; exists from <see cref="Open"/> on, and only the driver makes it.</summary>
    public string StagingDirectory => _staging.Tasks;

    /// <summary>Takes the lease, finishes or cleans up what dead jobs left, checks the save mode and makes the staging directory.</summary>
    /// <returns>The open output, or null when mode ignore finds a data set.</returns>
    /// <exception cref="PlanException">The save mode refuses what is there.</exception>
    /// <exception cref="OutputInUseException">A live job holds the directory.</exception>
    public static DataSetOutput? Open(IStorage storage, ConversionPlan plan)
    {
        var path = storage.RealPath(plan.Job.Output.Path!);
        if (storage.Find(path) is { IsDirectory: false })
            Throw.OutputIsAFile(path);
        var job = JobId.New();
        var (place, lease) = OutputLease.Take(storage, path, LeaseHolder.This(job));
        try
        {
            var existing = ExistingDataSet.Read(storage, path);
            if (!existing.HoldsData || plan.Job.Output.Mode != SaveMode.Ignore)
            {
                existing.Check(plan);
                return new(storage, plan, place, lease, job, existing);
            }
        }
        catch
        {
            lease.Dispose();
            throw;
        }
        lease.Dispose();
        return null;
    }

    /// <summary>Makes sure that no other job has taken the output because this one was silent for too long.</summary>
    /// <exception cref="OutputInUseException">Another job has.</exception>
    public void RequireLease() => _lease.RequireOwn();

    /// <summary>Gives the staged shards their names, adds the other files and puts the data set in its place; all or nothing.</summary>
    /// <param name="reports">What the tasks left, in order.</param>
    /// <param name="nullsByFeature">Per feature of the plan: rows whose value was null.</param>
    /// <param name="sidecars">Makes the other files, all in names that begin with "_", from the manifest of the whole data set and that of what this job wrote.</param>
    /// <returns>The manifest of the whole data set, and that of what this job wrote.</returns>
    public (Manifest DataSet, Manifest Written) Commit(
        IReadOnlyList<TaskReport> reports, IReadOnlyList<long> nullsByFeature, Func<Manifest, Manifest, IEnumerable<Sidecar>> sidecars)
    {
        _lease.Renew();
        var written = Manifest.Of(Plan, reports, nullsByFeature);
        if (_existing.HoldsData && !_replace)
            written = written.Renamed(_existing.Manifest, Plan.Job.Output, _existing.Names.ToHashSet());
        var manifest = written;
        var repeats = false;
        if (Plan.Job.Output.Mode == SaveMode.Append && _existing.Manifest is { } existing)
        {
            (repeats, written) = existing.Recall(written);
            manifest = existing.With(written);
        }
        _storage.CreateDirectory(_staging.Data, like: _existing.Exists ? _path : null);
        var staged = new StagedDataSet(_storage, _staging);
        if (!repeats)
        {
            staged.AddShards(Manifest.StagedShards(Plan, reports), written);
            staged.AddQuarantine([.. reports.SelectMany(r => r.Quarantine)], written.Runs[0].Quarantine ?? []);
        }
        manifest = staged.AddIndexes(Manifest.StagedShards(Plan, reports), written, manifest);
        if (Plan.Job.Output.Mode == SaveMode.Append && _existing.Manifest is { } older)
            manifest = staged.KeepIndexes(older, _path, manifest);
        manifest = staged.Complete(manifest, sidecars(manifest, written));
        if (_replace)
            PublishByReplacing();
        else
            PublishByAdding(manifest);
        return (manifest, written);
    }

    /// <summary>Removes the staging directory and gives the lease back. Without a commit the old data set is untouched.</summary>
    public void Dispose()
    {
        try
        {
            if (!_mustBeFinished)
                _storage.Delete(_staging.Path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The next job to this output removes it; failing now would hide why we are here, and cannot undo a commit.
        }
        _lease.Dispose();
    }

    void PublishByReplacing()
    {
        var existing = ExistingDataSet.Read(_storage, _path);
        if (!Plan.Job.Output.OverwriteForeign && existing.Names.Except(_existing.Names).ToList() is { Count: > 0 } appeared)
            Throw.ForeignFilesAppeared(_path, appeared);
        if (existing is { Exists: true, Names.Count: 0 })
            _storage.Delete(_path); // not an exchange: overlay filesystems cannot exchange a directory of a lower layer
        if (existing.Names.Count == 0)
            _storage.Rename(_staging.Data, _path);
        else if (!_storage.TryExchange(_staging.Data, _path))
            Finish(new() { Replace = true, Add = [], Remove = [] });
        _storage.Sync(StoragePath.Parent(_path)!);
    }

    void PublishByAdding(Manifest manifest)
    {
        string[] added = [.. _storage.List(_staging.Data).Select(e => e.Name).Where(n => n is not SuccessName and not Manifest.FileName), Manifest.FileName];
        var owned = ExistingDataSet.OwnNames(manifest).ToHashSet();
        var obsolete = _existing.HoldsData ? _existing.Names.Where(n => !owned.Contains(n)) : [];
        if (Plan.Job.Output.Mode != SaveMode.Overwrite)
            obsolete = obsolete.Intersect(_existing.Manifest is { } old ? ExistingDataSet.OwnNames(old) : []);
        Finish(new() { Replace = false, Add = added, Remove = [.. obsolete] });
    }

    void Finish(CommitJournal journal)
    {
        journal.Write(_storage, _staging);
        _mustBeFinished = true;
        journal.Finish(_storage, _staging, _path);
        _mustBeFinished = false;
    }
}
