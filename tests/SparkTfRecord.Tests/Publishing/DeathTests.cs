using SparkTfRecord.Publishing;
using SparkTfRecord.Storage;
using SparkTfRecord.Tests.Support;

namespace SparkTfRecord.Tests.Publishing;

/// <summary>The law of publishing: a process that dies after any of its changes leaves the old data set or the new one, and the next job leaves nothing else.</summary>
public sealed class DeathTests
{
    public static TheoryData<string> Ways => ["first", "into empty", "beside hidden", "overwrite", "append", "append again"];

    [Theory, MemberData(nameof(Ways))]
    public void Death_AfterAnyChange_WithExchange(string way) => Sweep(way, exchanges: true, mounted: false);

    [Theory, MemberData(nameof(Ways))]
    public void Death_AfterAnyChange_WithoutExchange(string way) => Sweep(way, exchanges: false, mounted: false);

    [Theory, MemberData(nameof(Ways))]
    public void Death_AfterAnyChange_InAMountPoint(string way) => Sweep(way, exchanges: true, mounted: true);

    [Theory, MemberData(nameof(Ways))]
    public void Failure_OfAnyOneChange_WithExchange(string way) => Sweep(way, exchanges: true, mounted: false, revives: true);

    [Theory, MemberData(nameof(Ways))]
    public void Failure_OfAnyOneChange_WithoutExchange(string way) => Sweep(way, exchanges: false, mounted: false, revives: true);

    static void Sweep(string way, bool exchanges, bool mounted, bool revives = false)
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
            DataSetOutput.Open(isMounted, SmallDataSet.Plan(new() { Path = path, Mode = SaveMode.Ignore }))?.Dispose();

            var found = SmallDataSet.Read(path);
            IsOldOrNew(found);
            Assert.False(IsNew(atOnce) && !IsNew(found), $"after {changes} changes what was published is taken back");
            OnlyWhatTheManifestNames(directory, path, found, way);
            outcomes.Add(IsNew(found));
            if (!dying.Died)
                break;

            bool IsNew(IReadOnlyList<string>? content) => content is not null && content.SequenceEqual(next);

            void IsOldOrNew(IReadOnlyList<string>? content) =>
                Assert.True(IsNew(content) || (content is null ? old is null : old is not null && content.SequenceEqual(old)), $"after {changes} changes");
        }
        Assert.Equal(2, outcomes.Count);
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
