using SparkTfRecord.Publishing;
using SparkTfRecord.Storage;
using SparkTfRecord.Tests.Support;

namespace SparkTfRecord.Tests.Publishing;

public sealed class DataSetVerifierTests : IDisposable
{
    readonly TemporaryDirectory _directory = TemporaryDirectory.InMemory();
    readonly LocalStorage _storage = new();

    public DataSetVerifierTests() => Conversion.Of(
        new() { Input = new() { Paths = [Golden.Path("data/wine.parquet")] }, Output = new() { Path = _directory["out"], Shards = 3 } });

    public void Dispose() => _directory.Dispose();

    string Shard(int i) => _directory[$"out/data-{i:D5}-of-00003.tfrecord"];

    [Fact]
    public void Verify_SoundDataSet_CountsItsRecords()
    {
        var result = new DataSetVerifier(_storage, null).Verify([_directory["out"]], null, null, TestContext.Current.CancellationToken);
        Assert.Equal((3, 178L), (result.Files, result.Records));
        Assert.Empty(result.Faults);
    }

    [Fact]
    public void Verify_ManyFaults_NamesEach()
    {
        File.Delete(Shard(0));
        File.Delete(_directory["out/_statistics.json"]);
        using (var cut = File.OpenWrite(Shard(1)))
            cut.SetLength(cut.Length - 3);
        File.Copy(Golden.Path("pairs/scalars.tfrecord"), _directory["out/extra.tfrecord"]);
        File.Copy(Golden.Path("pairs/scalars.tfrecord"), Shard(2), overwrite: true);
        var faults = Conversion.Faults(_directory["out"]);
        Assert.Contains(faults, f => f.StartsWith(_directory["out/extra.tfrecord"] + ": is not in the manifest", StringComparison.Ordinal));
        Assert.Contains(faults, f => f == $"{Shard(0)}: is missing.");
        Assert.Contains($"{_directory["out/_statistics.json"]}: is missing.", faults);
        Assert.Contains(faults, f => f.StartsWith($"{Shard(1)}: has ", StringComparison.Ordinal) && f.Contains(" bytes, expected ", StringComparison.Ordinal));
        Assert.Contains(faults, f => f.Contains("data-00001-of-00003.tfrecord: record", StringComparison.Ordinal));
        Assert.Contains(faults, f => f.StartsWith($"{Shard(2)}: has 40 records, expected ", StringComparison.Ordinal));
        Assert.Contains(faults, f => f.StartsWith($"{Shard(2)}: the file's CRC-32C is ", StringComparison.Ordinal));
    }

    [Fact]
    public void Verify_RecordsSwappedForOthersOfTheSameLength_IsFound()
    {
        // Two sound shards of equal record counts in each other's place: only length or CRC can tell.
        File.Move(Shard(0), _directory["x"]);
        File.Move(Shard(1), Shard(0));
        File.Move(_directory["x"], Shard(1));
        Assert.NotEmpty(Conversion.Faults(_directory["out"]));
    }

    [Fact]
    public void Verify_FilesAndDirectoriesWithoutManifest_AreReadByThemselves()
    {
        File.Delete(_directory["out/_manifest.json"]);
        Assert.Empty(Conversion.Faults(_directory["out"], Golden.Path("records/../examples/types.tfrecord.gz")));
        Assert.Contains("is missing", Assert.Single(Conversion.Faults(_directory["nothing.tfrecord"])), StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_DamagedManifest_IsAFault()
    {
        File.WriteAllText(_directory["out/_manifest.json"], "{}");
        Assert.Contains("_manifest.json' is damaged", Assert.Single(Conversion.Faults(_directory["out"])), StringComparison.Ordinal);
    }
}
