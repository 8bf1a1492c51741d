using System.Text.Json.Nodes;
using Apache.Arrow.Types;
using SparkTfRecord.Parquet;
using SparkTfRecord.Publishing;
using SparkTfRecord.Storage;
using SparkTfRecord.Tests.Support;

namespace SparkTfRecord.Tests.Publishing;

/// <summary>The law of publishing: a process that dies after any of its changes leaves the old data set or the new one, and the next job, whatever its save mode, leaves nothing else.</summary>
public sealed class DeathTests : IDisposable
{
    readonly TemporaryDirectory _input = TemporaryDirectory.InMemory();

    public DeathTests() => JsonColumn.WriteParquet(_input["in.parquet"], ("x", Int64Type.Default, new JsonArray(7)));

    public static TheoryData<string> Ways => ["first", "into empty", "beside hidden", "overwrite", "append", "append again"];

    // What is hidden in a directory is in the way of an overwrite.
    public static TheoryData<string, SaveMode> WaysAndModes => [.. from way in Ways.Select(w => w.Data)
                                                                   from next in new[] { SaveMode.Error, SaveMode.Overwrite, SaveMode.Append }
                                                                   where (way, next) != ("beside hidden", SaveMode.Overwrite)
                                                                   select (way, next)];

    public void Dispose() => _input.Dispose();

    [Theory, MemberData(nameof(WaysAndModes))]
    public void Death_AfterAnyChange_WithExchange(string way, SaveMode next) => Sweep(way, next, exchanges: true, mounted: false);

    [Theory, MemberData(nameof(WaysAndModes))]
    public void Death_AfterAnyChange_WithoutExchange(string way, SaveMode next) => Sweep(way, next, exchanges: false, mounted: false);

    [Theory, MemberData(nameof(WaysAndModes))]
    public void Death_AfterAnyChange_InAMountPoint(string way, SaveMode next) => Sweep(way, next, exchanges: true, mounted: true);

    [Theory, MemberData(nameof(Ways))]
    public void Failure_OfAnyOneChange_WithExchange(string way) => Sweep(way, SaveMode.Ignore, exchanges: true, mounted: false, revives: true);

    [Theory, MemberData(nameof(Ways))]
    public void Failure_OfAnyOneChange_WithoutExchange(string way) => Sweep(way, SaveMode.Ignore, exchanges: false, mounted: false, revives: true);

    void Sweep(string way, SaveMode nextMode, bool exchanges, bool mounted, bool revives = false)
    {
        var outcomes = new HashSet<bool>();
        for (var changes = 0; ; changes++)
        {
            using var directory = TemporaryDirectory.InMemory();
            var path = directory["out"];
            var old = Prepare(way, path, mounted);
            var next = way switch { "append" => [.. old!, "new1", "new2", "new3"], "append again" => ["old1", "new1", "new2", "new3"], _ => new[] { "new1", "new2", "new3" } };
            var dying = new DyingStorage(changes, revives, exchanges, mounted ? path : null);
            var mode = way switch { "overwrite" => SaveMode.Overwrite, "append" or "append again" => SaveMode.Append, _ => SaveMode.Error };
            try
            {
                SmallDataSet.Publish(dying, new() { Path = path, Mode = mode, RunId = "today" }, "new1", "new2", "new3");
            }
            catch (IOException) when (dying.Died)
            {
            }

            // Where a directory has to be renamed twice there is a moment without one; else the manifest is right at once.
            var atOnce = SmallDataSet.Read(path);
            if (exchanges || mode == SaveMode.Append)
                IsOldOrNew(atOnce);
            SuccessIsTrue(path);
            foreach (var lease in Directory.EnumerateFiles(directory.Path, "_*lease*", SearchOption.AllDirectories))
                File.SetLastWriteTimeUtc(lease, DateTime.UtcNow - Lease.Lifetime - TimeSpan.FromSeconds(1));
            var isMounted = new DyingStorage(int.MaxValue, revives: false, exchanges, mounted ? path : null);
            var converts = Convert(isMounted, path, nextMode);

            var found = SmallDataSet.Read(path);
            OnlyWhatTheManifestNames(directory, path, found, way);
            if (converts)
            {
                Assert.Contains("x", found![^1], StringComparison.Ordinal);
                found = found.Count > 1 ? [.. found.SkipLast(1)] : null;
            }
            if (nextMode == SaveMode.Overwrite)
            {
                Assert.True(converts && found is null, $"after {changes} changes");
            }
            else
            {
                IsOldOrNew(found);
                Assert.False(IsNew(atOnce) && !IsNew(found), $"after {changes} changes what was published is taken back");
                outcomes.Add(IsNew(found));
            }
            if (!dying.Died)
                break;

            bool IsNew(IReadOnlyList<string>? content) => content is not null && content.SequenceEqual(next);

            void IsOldOrNew(IReadOnlyList<string>? content) =>
                Assert.True(IsNew(content) || (content is null ? old is null : old is not null && content.SequenceEqual(old)), $"after {changes} changes");
        }
        Assert.Equal(nextMode == SaveMode.Overwrite ? 0 : 2, outcomes.Count);
    }

    // The next job; whether it wrote something.
    bool Convert(IStorage storage, string path, SaveMode mode)
    {
        var job = new Job { Input = new() { Paths = [_input["in.parquet"]] }, Output = new() { Path = path, Mode = mode }, Engine = new() { Threads = 1 } };
        try
        {
            return new Converter(new ParquetInputFormat(), storage, null).Convert(job, cancellationToken: TestContext.Current.CancellationToken).Written;
        }
        catch (PlanException e) when (mode == SaveMode.Error)
        {
            Assert.Contains("already holds data", e.Message, StringComparison.Ordinal);
            return false;
        }
    }

    static string[]? Prepare(string way, string path, bool mounted)
    {
        if (way != "first" || mounted)
            Directory.CreateDirectory(path);
        if (way == "beside hidden")
            Directory.CreateDirectory(Path.Combine(path, ".git", "objects"));
        if (way is not ("overwrite" or "append" or "append again"))
            return null;
        Directory.Delete(path);
        SmallDataSet.Publish(new LocalStorage(), new() { Path = path }, "old1");
        if (way is "append" or "overwrite")
            return ["old1"];
        SmallDataSet.Publish(new LocalStorage(), new() { Path = path, Mode = SaveMode.Append, RunId = "today" }, "old2", "old3");
        return ["old1", "old2", "old3"];
    }

    // Who lists the directory instead of reading the manifest must be right too, as long as _SUCCESS is there.
    static void SuccessIsTrue(string path)
    {
        if (File.Exists(Path.Combine(path, DataSetOutput.SuccessName)))
            Assert.Equal(
                Manifest.Read(new LocalStorage(), path).Shards.Select(s => s.Name).Order(StringComparer.Ordinal),
                Directory.EnumerateFiles(path, "*.tfrecord").Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    static void OnlyWhatTheManifestNames(TemporaryDirectory directory, string path, IReadOnlyList<string>? found, string way)
    {
        Assert.Equal(Directory.Exists(path) ? ["out"] : [], Directory.EnumerateFileSystemEntries(directory.Path).Select(Path.GetFileName));
        if (!Directory.Exists(path))
            return;
        var expected = found is null ? [] : ExistingDataSet.OwnNames(Manifest.Read(new LocalStorage(), path));
        if (way == "beside hidden")
            expected = expected.Append(".git");
        Assert.Equal(expected.Distinct().Order(StringComparer.Ordinal), new LocalStorage().List(path).Select(e => e.Name).Order(StringComparer.Ordinal));
    }
}
