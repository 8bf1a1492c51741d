using Apache.Arrow.Types;
using SparkTfRecord.Examples;
using SparkTfRecord.Parquet;
using SparkTfRecord.Publishing;
using SparkTfRecord.Serving;
using SparkTfRecord.Storage;
using SparkTfRecord.Tests.Support;

namespace SparkTfRecord.Tests.Publishing;

public sealed class SaveModeTests : IDisposable
{
    readonly TemporaryDirectory _directory = TemporaryDirectory.InMemory();
    readonly LocalStorage _storage = new();

    string Out => _directory["out"];

    public void Dispose() => _directory.Dispose();

    Manifest? Publish(SaveMode mode, params string[] shards) => SmallDataSet.Publish(_storage, new() { Path = Out, Mode = mode }, shards);

    Manifest? Append(string? runId, params string[] shards) =>
        SmallDataSet.Publish(_storage, new() { Path = Out, Mode = SaveMode.Append, RunId = runId }, shards);

    [Fact]
    public void FirstWrite_NoDirectory_MakesParentsAndACompleteDataSet()
    {
        SmallDataSet.Publish(_storage, new() { Path = _directory["a/b"], Name = "train", Codec = "gzip" }, "1", "2");
        Assert.Equal(
            ["a/", "a/b/", "a/b/_SUCCESS", "a/b/_feature_spec.json", "a/b/_manifest.json", "a/b/_warmup/", "a/b/_warmup/tf_serving_warmup_requests",
                "a/b/train-00000-of-00002.tfrecord.gz", "a/b/train-00001-of-00002.tfrecord.gz"],
            _directory.Tree());
    }

    [Fact]
    public void Error_DataSetThere_Refuses()
    {
        Publish(SaveMode.Error, "1");
        var error = Assert.Throws<PlanException>(() => Publish(SaveMode.Error, "2"));
        Assert.Contains("--mode overwrite, append or ignore", error.Message, StringComparison.Ordinal);
        Assert.Equal(["1"], SmallDataSet.Read(Out));
    }

    [Theory]
    [InlineData("part-00000.parquet")]
    [InlineData("_SUCCESS")]
    [InlineData("_manifest.json")]
    public void Error_SomethingThere_Refuses(string name)
    {
        Directory.CreateDirectory(Out);
        File.WriteAllText(Path.Combine(Out, name), "");
        Assert.Throws<PlanException>(() => Publish(SaveMode.Error, "1"));
        Assert.Equal(["out/", $"out/{name}"], _directory.Tree());
    }

    [Fact]
    public void Error_OnlyHiddenThings_AreKept()
    {
        Directory.CreateDirectory(Path.Combine(Out, "_logs"));
        File.WriteAllText(Path.Combine(Out, ".keep"), "kept");
        Publish(SaveMode.Error, "1");
        Assert.Equal("kept", File.ReadAllText(Path.Combine(Out, ".keep")));
        Assert.Equal(["1"], SmallDataSet.Read(Out));
        Assert.True(File.Exists(Path.Combine(Out, "data-00000-of-00001.tfrecord")));
    }

    [Fact]
    public void Error_AFileOfThatName_IsAPlanError()
    {
        File.WriteAllText(Out, "");
        Assert.Throws<PlanException>(() => Publish(SaveMode.Overwrite, "1"));
    }

    [Fact]
    public void Ignore_DataSetThere_DoesNothing()
    {
        Publish(SaveMode.Error, "1");
        Assert.Null(Publish(SaveMode.Ignore, "2"));
        Assert.Equal(["1"], SmallDataSet.Read(Out));
    }

    [Fact]
    public void Overwrite_ForeignFile_RefusesAndNamesIt()
    {
        Publish(SaveMode.Error, "1");
        File.WriteAllText(Path.Combine(Out, "notes.txt"), "");
        var error = Assert.Throws<PlanException>(() => Publish(SaveMode.Overwrite, "2"));
        Assert.Contains("notes.txt", error.Message, StringComparison.Ordinal);
        Assert.Equal(["1"], SmallDataSet.Read(Out));
    }

    [Fact]
    public void Overwrite_ForeignFilesAllowed_ReplacesAll()
    {
        Directory.CreateDirectory(Out);
        File.WriteAllText(Path.Combine(Out, "part-0.tfrecord"), "");
        SmallDataSet.Publish(_storage, new() { Path = Out, Mode = SaveMode.Overwrite, OverwriteForeign = true }, "2");
        Assert.Equal(["2"], SmallDataSet.Read(Out));
        Assert.False(File.Exists(Path.Combine(Out, "part-0.tfrecord")));
    }

    [Fact]
    public void Overwrite_FileThatAppearsDuringTheJob_IsNotDeleted()
    {
        Publish(SaveMode.Error, "1");
        using var output = DataSetOutput.Open(_storage, SmallDataSet.Plan(new() { Path = Out, Mode = SaveMode.Overwrite }))!;
        File.WriteAllText(Path.Combine(Out, "new.txt"), "");
        Assert.Throws<IOException>(() => SmallDataSet.Commit(output, "2"));
        Assert.True(File.Exists(Path.Combine(Out, "new.txt")));
        Assert.Equal(["1"], SmallDataSet.Read(Out));
    }

    [Fact]
    public void Overwrite_ThroughALink_ReplacesWhatItLeadsTo()
    {
        SmallDataSet.Publish(_storage, new() { Path = _directory["v1"] }, "1");
        Directory.CreateSymbolicLink(Out, _directory["v1"]);
        Publish(SaveMode.Overwrite, "2");
        Assert.NotNull(new DirectoryInfo(Out).LinkTarget);
        Assert.Equal(["2"], SmallDataSet.Read(_directory["v1"]));
    }

    [Fact]
    public void Overwrite_ReaderHasTheOldShardOpen_GoesOnReadingIt()
    {
        Publish(SaveMode.Error, "old");
        using var reader = File.OpenText(Path.Combine(Out, "data-00000-of-00001.tfrecord"));
        Publish(SaveMode.Overwrite, "new");
        Assert.Equal("old", reader.ReadToEnd());
        Assert.Equal(["new"], SmallDataSet.Read(Out));
    }

    [Fact]
    public void Append_Twice_AddsTwiceUnderNewNames()
    {
        Publish(SaveMode.Error, "1");
        Append(null, "2");
        var manifest = Append(null, "2")!;
        Assert.Equal(["1", "2", "2"], SmallDataSet.Read(Out));
        Assert.Equal(3, manifest.Runs.Count);
        Assert.Matches("^data-[0-9a-f]{8}-00000-of-00001.tfrecord$", manifest.Shards[2].Name);
        Assert.Equal([3], manifest.NullsByFeature());
    }

    [Fact]
    public void Append_SameRunId_ReplacesWhatItAdded()
    {
        Publish(SaveMode.Error, "1");
        Append("monday", "2", "3");
        Append("tuesday", "4");
        Append("monday", "5");
        Assert.Equal(["1", "5", "4"], SmallDataSet.Read(Out));
        Assert.Equal(3, Directory.GetFiles(Out, "data-*").Length);
    }

    [Fact]
    public void Append_SameRunIdAndRecords_ChangesNothing()
    {
        Publish(SaveMode.Error, "1");
        Append("monday", "2");
        var before = File.ReadAllText(Path.Combine(Out, Manifest.FileName));
        Append("monday", "2");
        Assert.Equal(before, File.ReadAllText(Path.Combine(Out, Manifest.FileName)));
        Assert.Equal(["1", "2"], SmallDataSet.Read(Out));
    }

    [Fact]
    public void Append_NotOurDataSet_Refuses()
    {
        Directory.CreateDirectory(Out);
        File.WriteAllText(Path.Combine(Out, "part-0.tfrecord"), "");
        Assert.Contains("_manifest.json", Assert.Throws<PlanException>(() => Append(null, "1")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Append_OtherCodecAndFeatures_NamesBothOfEach()
    {
        Publish(SaveMode.Error, "1");
        var plan = SmallDataSet.Plan(
            new() { Path = Out, Mode = SaveMode.Append, Codec = "gzip" },
            SmallDataSet.Feature with { Type = "float", Kind = FeatureKind.Float },
            SmallDataSet.Feature with { Feature = "y" });
        var problems = Assert.Throws<PlanException>(() => DataSetOutput.Open(_storage, plan)).Problems;
        Assert.Collection(
            problems,
            p => Assert.Contains("the codec is none there and gzip in this job", p, StringComparison.Ordinal),
            p => Assert.Contains("feature 'x' is int64 from int64 there and float from float in this job", p, StringComparison.Ordinal),
            p => Assert.Contains("feature 'y' is not in it there and int64 from int64 in this job", p, StringComparison.Ordinal));
        Assert.Equal(["1"], SmallDataSet.Read(Out));
    }

    [Fact]
    public void Append_OtherNullPolicy_NamesTheRulesOfBoth()
    {
        Publish(SaveMode.Error, "1");
        var plan = SmallDataSet.Plan(new() { Path = Out, Mode = SaveMode.Append }, SmallDataSet.Feature with { Column = "other", Null = NullPolicy.Fail });
        var problem = Assert.Single(Assert.Throws<PlanException>(() => DataSetOutput.Open(_storage, plan)).Problems);
        Assert.Contains("\"null\":\"fail\"", problem, StringComparison.Ordinal);
        using var same = DataSetOutput.Open(_storage, SmallDataSet.Plan(new() { Path = Out, Mode = SaveMode.Append }, SmallDataSet.Feature with { Column = "other" }));
        Assert.NotNull(same);
    }

    [Fact]
    public void Append_OtherLabel_Refuses()
    {
        Publish(SaveMode.Error, "1");
        var plan = SmallDataSet.Plan(new() { Path = Out, Mode = SaveMode.Append }, SmallDataSet.Feature with { Label = true });
        Assert.Contains("\"label\":true", Assert.Single(Assert.Throws<PlanException>(() => DataSetOutput.Open(_storage, plan)).Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void Commit_EveryFileAndName_IsOnTheDiskBeforeItIsPublished()
    {
        JsonColumn.WriteParquet(_directory["in.parquet"], ("x", Int64Type.Default, [1, -1, 2]));
        var storage = new UnsyncedStorage(Out);
        new Converter(new ParquetInputFormat(), storage, new WarmupWriter()).Convert(
            new()
            {
                Input = new() { Paths = [_directory["in.parquet"]] },
                Output = new() { Path = Out, Index = true },
                Features = new Dictionary<string, FeatureOptions> { ["x"] = new() { Min = "0" } },
                BadRows = new() { Policy = BadRowPolicy.Quarantine },
                Warmup = new(),
            },
            cancellationToken: TestContext.Current.CancellationToken);
        Assert.Empty(storage.Unsynced!);
        Assert.Contains("out/_index/", _directory.Tree());
        Assert.Contains("out/_quarantine/", _directory.Tree());
        Assert.Contains("out/_warmup/", _directory.Tree());
    }

    [Fact]
    public void NoCommit_LeavesNothing()
    {
        using (var output = DataSetOutput.Open(_storage, SmallDataSet.Plan(new() { Path = Out }))!)
            SmallDataSet.Stage(output, "1");
        Assert.Empty(_directory.Tree());
    }

    [Fact]
    public void Commit_StagedFileCutShort_PublishesNothing()
    {
        using (var output = DataSetOutput.Open(_storage, SmallDataSet.Plan(new() { Path = Out }))!)
        {
            var report = SmallDataSet.Stage(output, "12345");
            File.WriteAllText(Path.Combine(output.StagingDirectory, report.Shards[0].File), "123");
            var error = Assert.Throws<IOException>(() => output.Commit([report], [0], (_, _) => []));
            Assert.Contains("has 3 bytes, but its task wrote 5", error.Message, StringComparison.Ordinal);
        }
        Assert.Empty(_directory.Tree());
    }

    [Fact]
    public void Recovery_ShardIsNowhere_DoesNotDeclareTheDataSetComplete()
    {
        Publish(SaveMode.Error, "1");
        var staging = new StagingDirectory(OutputPlace.Inside(Out).Staging("0123abcd"));
        _storage.CreateDirectory(staging.Data);
        _storage.WriteFile(Path.Combine(staging.Data, "_SUCCESS"), []);
        new CommitJournal { Replace = false, Add = ["data-00001-of-00002.tfrecord"], Remove = [] }.Write(_storage, staging);
        Assert.True(ExistingDataSet.Read(_storage, Out).IsBeingChanged);
        Assert.Contains("'" + Path.Combine(Out, "data-00001-of-00002.tfrecord") + "'", Assert.Throws<IOException>(() => Append(null, "2")).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(Out, "_SUCCESS")));
        Assert.True(File.Exists(staging.Journal));
    }

    [Fact]
    public void Commit_WhatOtherAttemptsLeft_IsNotPublished()
    {
        using (var output = DataSetOutput.Open(_storage, SmallDataSet.Plan(new() { Path = Out }))!)
        {
            File.WriteAllText(Path.Combine(output.StagingDirectory, "of-a-dead-attempt"), "half");
            SmallDataSet.Commit(output, "1");
        }
        Assert.Equal(["_SUCCESS", "_feature_spec.json", "_manifest.json", "_warmup/", "_warmup/tf_serving_warmup_requests", "data-00000-of-00001.tfrecord"], TemporaryDirectory.Tree(Out));
    }
}
