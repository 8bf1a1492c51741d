using SparkTfRecord.Publishing;
using SparkTfRecord.Storage;

namespace SparkTfRecord.IntegrationTests.Spark;

/// <summary>nycflights13: of 10000 flights 246 have no departure time.</summary>
[Collection("Spark")]
public sealed class BadRowsAndSplitsTests(SparkShells shells) : IDisposable
{
    const int WithoutDeparture = 246;

    static readonly Dictionary<string, FeatureOptions> s_strict = new() { ["dep_time"] = new() { Null = new(NullPolicy.Fail) } };
    static readonly string[] s_splits = ["train", "test"];

    readonly Engines _engines = new(shells);

    public static TheoryData<string> Versions => SparkInstallation.Versions;

    public void Dispose() => _engines.Dispose();

    [Theory, MemberData(nameof(Versions))]
    public void Convert_QuarantineAndSplits_SameRowsInTheSamePlacesInEveryEngine(string version)
    {
        var job = Job(BadRowPolicy.Quarantine, ["tailnum"]) with { Output = new() { Shards = 3 } };
        var failing = WorkerTests.Program(new KeyValuePair<string, string>(TestFunctions.FailVariable, "")); // first attempts, after their work
        var (local, scan, dataFrame) = (_engines.Local(job), _engines.Spark(version, job), _engines.DataFrame(version, job, failing));

        Assert.Equal(Engines.Files(local), Engines.Files(scan));
        Assert.Equal(local.Shards, dataFrame.Shards);
        Assert.Equal((10000, 10000 - WithoutDeparture), (dataFrame.Rows, dataFrame.Records));
        Assert.Equal(local.Splits, dataFrame.Splits);
        foreach (var split in s_splits)
            Assert.Equal(Engines.Records(local, split).Order(), Engines.Records(dataFrame, split).Order());

        Assert.Equal(WithoutDeparture, Assert.Single(dataFrame.BadRows).Rows);
        var manifest = Manifest.Read(new LocalStorage(), dataFrame.Path);
        Assert.Equal((10000, 10000 - WithoutDeparture), (manifest.Rows, manifest.Records));
        Assert.Equal(dataFrame.BadRows, manifest.Runs[0].BadRows);
        // The rows kept are the rows missing.
        var plain = new Dictionary<string, FeatureOptions>();
        var mended = _engines.Local(job with { Features = plain, Splits = null, Input = new() { Paths = [Path.Combine(dataFrame.Path, Manifest.QuarantineDirectory)] } }, "mended");
        var all = _engines.Local(job with { Features = plain, Splits = null }, "all");
        Assert.Equal(Engines.Records(all).Order(), Engines.Records(dataFrame).Concat(Engines.Records(mended)).Order());
    }

    [Theory, MemberData(nameof(Versions))]
    public void Append_QuarantineWithTheZoneOfTheSession_IsTheSameTable(string version)
    {
        const string Zone = "spark.sql.session.timeZone";
        var session = shells.Get(version).Session;
        var before = session.Option(Zone);
        session.SetOption(Zone, "Europe/Berlin");
        try
        {
            var rows = _engines.DataFrame(version, new()
            {
                Input = new() { Sql = "select timestamp_seconds(id) t, if(id = 1, 1e300, 1d) x from range(0, 3)" },
                BadRows = new() { Policy = BadRowPolicy.Quarantine },
            });
            var mended = new Job
            {
                Input = new() { Paths = [Path.Combine(rows.Path, Manifest.QuarantineDirectory)] },
                Output = new() { Mode = SaveMode.Append },
                BadRows = new() { Policy = BadRowPolicy.Skip },
            };
            Assert.Equal(["timestamp[us, tz=UTC]", "double"], rows.Plan!.Features.Select(f => f.Type));
            Assert.Equal((1, 0), _engines.Local(mended, "dataframe") is var result ? (result.Rows, result.Records) : default);
            Assert.Equal(1, _engines.DataFrame(version, mended).Rows);
        }
        finally
        {
            session.SetOption(Zone, before ?? "UTC");
        }
    }

    [Theory, MemberData(nameof(Versions))]
    public void Convert_SplitsByRecordRolledBySize_EachSplitIsNumberedThroughout(string version)
    {
        var job = Job(BadRowPolicy.Skip, []) with { Output = new() { ShardSize = 200_000, Codec = "gzip" } };
        var (local, dataFrame) = (_engines.Local(job), _engines.DataFrame(version, job));

        Assert.Equal(local.Splits, dataFrame.Splits);
        foreach (var split in s_splits)
        {
            Assert.Equal(Engines.Records(local, split).Order(), Engines.Records(dataFrame, split).Order());
            var shards = dataFrame.Shards.Where(s => s.StartsWith($"data-{split}-", StringComparison.Ordinal)).ToList();
            Assert.InRange(shards.Count, 10, 40);
            Assert.Equal(Enumerable.Range(0, shards.Count).Select(i => $"data-{split}-{i:D5}-of-{shards.Count:D5}.tfrecord.gz"), shards);
        }
        var manifest = Manifest.Read(new LocalStorage(), dataFrame.Path);
        Assert.Equal(10000, manifest.Rows);
        Assert.Equal(manifest.Shards.Where(s => s.Split == "train").Select(s => s.FirstRow + s.Rows).SkipLast(1), manifest.Shards.Where(s => s.Split == "test").Select(s => s.FirstRow).Skip(1));
    }

    [Theory, MemberData(nameof(Versions))]
    public void Convert_MoreBadRowsThanAllowed_FailsAndLeavesNothing(string version)
    {
        foreach (var (limit, found) in new[] { ("2.4%", "246 of 10000 rows"), ("100", "at least 101 rows") })
        {
            var job = Job(BadRowPolicy.Skip, []);
            var e = Assert.Throws<InvalidDataException>(() => _engines.DataFrame(version, job with { BadRows = job.BadRows with { Max = BadRowLimit.Parse(limit) } }));
            Assert.StartsWith($"{found} cannot be converted, more than badRows.max allows ({limit}): column 'dep_time': ", e.Message, StringComparison.Ordinal);
        }
        Assert.Empty(_engines.Names());
    }

    [Theory, MemberData(nameof(Versions))]
    public void Convert_SplitsOfNoRows_AreOneEmptyShardEach(string version)
    {
        var result = _engines.DataFrame(version, Job(BadRowPolicy.Fail, []) with { Input = new() { Sql = "select id dep_time from range(0, 10) where id < 0" } });
        Assert.Equal(["data-train-00000-of-00001.tfrecord", "data-test-00000-of-00001.tfrecord"], result.Shards);
    }

    static Job Job(BadRowPolicy policy, string[] by) => new()
    {
        Input = new() { Paths = [Engines.Golden("data/flights.parquet")] },
        Features = s_strict,
        BadRows = new() { Policy = policy },
        Splits = new() { Shares = s_splits.Zip([0.8m, 0.2m]).ToDictionary(s => s.First, s => s.Second), By = by, Seed = 7 },
        Verify = true,
    };
}
