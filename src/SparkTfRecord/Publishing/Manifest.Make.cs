using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SparkTfRecord.Planning;
using SparkTfRecord.Storage;
using SparkTfRecord.Tasks;

namespace SparkTfRecord.Publishing;

sealed partial record Manifest
{
    /// <summary>The manifest of a data set that one job writes.</summary>
    /// <param name="plan">The job's plan.</param>
    /// <param name="reports">What its tasks left, in order.</param>
    /// <param name="nullsByFeature">Per feature of the plan: rows whose value was null.</param>
    public static Manifest Of(ConversionPlan plan, IReadOnlyList<TaskReport> reports, IReadOnlyList<long> nullsByFeature)
    {
        var staged = StagedShards(plan, reports);
        var codec = SparkTfRecord.Records.Codec.Named(plan.Job.Output.Codec, plan.Job.Output.Level);
        var shards = Named(
            staged.Select(s => new ManifestShard("", s.Records, s.Bytes, s.Crc32C.ToString("x8", CultureInfo.InvariantCulture), s.FirstRow, s.Rows, Split: s.Split)),
            plan.Job.Output.Name, null, codec);
        var badRows = BadRowCount.Sum(reports.SelectMany(r => r.BadRows));
        var quarantine = reports.SelectMany(r => r.Quarantine).Select(q => StoragePath.Join(QuarantineDirectory, q.Name)).ToList();
        var nulls = plan.Features.Zip(nullsByFeature, (f, rows) => (f.Feature, Rows: rows));
        return new()
        {
            Fingerprint = FingerprintOf(shards),
            RecordType = plan.Job.Output.RecordType,
            Codec = codec.Name,
            Schema = plan.Columns,
            Features = plan.Features,
            Shards = shards,
            Runs = [new(
                Redaction.OfJob(plan.JobAsWritten ?? plan.Job),
                [.. (plan.TableFiles ?? plan.Files.Select(f => new TableFile(f.Path, f.Length, f.Modified))).Select(f => new ManifestInput(Redaction.OfText(f.Path), f.Length, f.Modified))],
                nulls.Where(n => n.Rows > 0).ToDictionary(n => n.Feature, n => n.Rows),
                plan.Job.Output.RunId,
                badRows.Count > 0 ? badRows : null,
                quarantine.Count > 0 ? quarantine : null)],
            Sidecars = quarantine,
        };
    }

    /// <summary>What the tasks left, in the order of the manifest: by split, then by row.</summary>
    public static IReadOnlyList<ShardReport> StagedShards(ConversionPlan plan, IReadOnlyList<TaskReport> reports)
    {
        var splits = SplitOptions.Names(plan.Job.Splits).ToList();
        return [.. reports.SelectMany(r => r.Shards).OrderBy(s => s.Split is null ? 0 : splits.IndexOf(s.Split))];
    }

    // Each split's shards count for themselves.
    static List<ManifestShard> Named(IEnumerable<ManifestShard> shards, string name, string? addition, SparkTfRecord.Records.Codec codec)
    {
        var named = new List<ManifestShard>();
        foreach (var split in shards.GroupBy(s => s.Split))
        {
            var prefix = split.Key is null ? name : $"{name}-{split.Key}";
            var count = split.Count();
            named.AddRange(split.Select((s, i) => s with { Name = ShardName.Of(prefix, addition, i, count, codec) }));
        }
        return named;
    }

    /// <summary>This manifest with names for its shards that no file of an older data set has.</summary>
    /// <param name="older">The data set whose directory they go to; null: files without a manifest.</param>
    /// <param name="output">The job's output.</param>
    /// <param name="taken">The names in that directory.</param>
    public Manifest Renamed(Manifest? older, JobOutput output, IReadOnlySet<string> taken)
    {
        // From the content and not by chance: the same job on the same data set makes the same names.
        var seed = $"{older?.Fingerprint} {Fingerprint} {Runs[0].RunId}";
        var codec = SparkTfRecord.Records.Codec.Named(output.Codec, output.Level);
        for (var turn = 0; ; turn++)
        {
            var addition = Hash($"{seed} {turn}")[..JobId.Length];
            var shards = Named(Shards, output.Name, addition, codec);
            if (!shards.Exists(s => taken.Contains(s.Name)))
                return (this with { Shards = shards, Fingerprint = FingerprintOf(shards) }).WithQuarantineIn($"{QuarantineDirectory}-{addition}");
        }
    }

    Manifest WithQuarantineIn(string directory)
    {
        if (Runs[0].Quarantine is not { } files)
            return this;
        var renamed = files.Select(f => StoragePath.Join(directory, StoragePath.Name(f))).ToList();
        return this with { Runs = [Runs[0] with { Quarantine = renamed }], Sidecars = renamed };
    }

    /// <summary>This manifest and, after its runs, the one run of another; with the same run id it takes the place of the run that has it.</summary>
    public Manifest With(Manifest added)
    {
        var run = IndexOfRun(added.Runs[0].RunId) is var index and >= 0 ? index : Runs.Count;
        List<ManifestShard> shards = [
            .. Shards.Where(s => s.Run < run),
            .. added.Shards.Select(s => s with { Run = run }),
            .. Shards.Where(s => s.Run > run)];
        return this with
        {
            Fingerprint = FingerprintOf(shards),
            Schema = added.Schema,
            Features = added.Features,
            Runs = [.. Runs.Take(run), added.Runs[0], .. Runs.Skip(run + 1)],
            Shards = shards,
            Sidecars = [.. Sidecars.Except((run < Runs.Count ? Runs[run].Quarantine : null) ?? []), .. added.Sidecars],
        };
    }

    /// <summary>Whether a run of the same id left the same records before; then with the names of its shards.</summary>
    public (bool Repeats, Manifest Run) Recall(Manifest added)
    {
        var run = IndexOfRun(added.Runs[0].RunId);
        var before = Shards.Where(s => s.Run == run).ToList();
        if (run < 0 || !before.Select(Content).SequenceEqual(added.Shards.Select(Content)))
            return (false, added);
        return (true, added with { Shards = before, Runs = [added.Runs[0] with { Quarantine = Runs[run].Quarantine }], Sidecars = Runs[run].Quarantine ?? [] });

        static ManifestShard Content(ManifestShard shard) => shard with { Name = "", Run = 0 };
    }

    /// <summary>0-based index of the run with an id, or -1.</summary>
    int IndexOfRun(string? runId) => runId is null ? -1 : Runs.ToList().FindIndex(r => r.RunId == runId);

    /// <summary>What <see cref="Fingerprint"/> is of some shards.</summary>
    public static string FingerprintOf(IReadOnlyList<ManifestShard> shards) =>
        Hash(string.Concat(shards.Select(s => $"{s.Crc32C} {s.Bytes} {s.Records} {s.Name}\n")));

    static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
