using System.Globalization;
using SparkTfRecord.Records;
using SparkTfRecord.Tests.Support;

namespace SparkTfRecord.Tests.Tasks;

public sealed class RecordIndexTests : IDisposable
{
    readonly TemporaryDirectory _directory = TemporaryDirectory.InMemory();

    public void Dispose() => _directory.Dispose();

    Job Job(SaveMode mode = SaveMode.Error, string? runId = null, bool index = true) => new()
    {
        Input = new() { Paths = [Golden.Path("data/penguins.parquet")] },
        Output = new() { Path = _directory["out"], Shards = 2, Index = index, Mode = mode, RunId = runId },
        Engine = new() { Threads = 2 },
    };

    IEnumerable<string> Indexes => TemporaryDirectory.Tree(_directory["out"]).Where(n => n.StartsWith("_index/", StringComparison.Ordinal) && !n.EndsWith('/'));

    IReadOnlyList<string> Faults => Conversion.Faults(_directory["out"]);

    // Each line must name a whole record of the shard, and the next one begins where it ends: what tfrecord2idx prints of f.tell() before and after each.
    void AssertIndexes(string shard)
    {
        var file = File.ReadAllBytes(_directory[$"out/{shard}"]);
        var text = File.ReadAllText(_directory[$"out/_index/{shard}.idx"]);
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        var (end, records) = (0, new List<byte[]>());
        foreach (var line in text.TrimEnd('\n').Split('\n'))
        {
            var (offset, size) = line.Split(' ') is [var a, var b] ? (int.Parse(a, CultureInfo.InvariantCulture), int.Parse(b, CultureInfo.InvariantCulture)) : default;
            Assert.Equal(end, offset);
            Assert.Equal(size - 16, BitConverter.ToInt64(file, offset));
            records.Add(file[(offset + 12)..(offset + size - 4)]);
            end = offset + size;
        }
        Assert.Equal(file.Length, end);
        using var reader = new TfRecordReader(_directory[$"out/{shard}"]);
        foreach (var record in records)
            Assert.True(reader.Read() && reader.Record.Span.SequenceEqual(record));
    }

    [Fact]
    public void Convert_WithIndex_SaysWhereEachRecordIs()
    {
        var shards = Conversion.Of(Job()).Shards;
        Assert.Equal(shards.Select(s => $"_index/{s}.idx"), Indexes);
        Assert.All(shards, AssertIndexes);
        Assert.Empty(Faults);
        File.Delete(_directory[$"out/_index/{shards[1]}.idx"]);
        Assert.Equal(_directory[$"out/_index/{shards[1]}.idx"] + ": is missing.", Assert.Single(Faults));
    }

    [Fact]
    public void Convert_NoRows_HasAnEmptyIndex()
    {
        Conversion.Of(Job() with { Features = new Dictionary<string, FeatureOptions> { ["island"] = new() { OneOf = ["none"] } }, BadRows = new() { Policy = BadRowPolicy.Skip } });
        Assert.All(Indexes, name => Assert.Empty(File.ReadAllBytes(_directory[$"out/{name}"])));
        Assert.Equal(2, Indexes.Count());
    }

    [Fact]
    public void Append_WithAndWithoutIndex_KeepsThoseThatAreThere()
    {
        var first = Conversion.Of(Job()).Shards;
        var second = Conversion.Of(Job(SaveMode.Append, "a")).Shards;
        Conversion.Of(Job(SaveMode.Append, "b", index: false));
        Assert.Equal(first.Concat(second).Select(s => $"_index/{s}.idx").Order(StringComparer.Ordinal), Indexes.Order(StringComparer.Ordinal));
        Assert.All(first.Concat(second), AssertIndexes);
        Assert.Empty(Faults);

        // The run's shards are replaced by others, without an index.
        Conversion.Of(Job(SaveMode.Append, "a", index: false) with { Output = Job(SaveMode.Append, "a", index: false).Output with { Shards = 1 } });
        Assert.Equal(first.Select(s => $"_index/{s}.idx"), Indexes);
        Assert.Empty(Faults);
    }

    [Fact]
    public void Overwrite_WithoutIndex_LeavesNone()
    {
        Conversion.Of(Job());
        Conversion.Of(Job(SaveMode.Overwrite, index: false));
        Assert.Empty(Indexes);
        Assert.False(Directory.Exists(_directory["out/_index"]));
        Assert.Empty(Faults);
    }

    [Fact]
    public void Plan_IndexOfCompressedShards_IsRefused()
    {
        var error = Assert.Throws<PlanException>(() => Conversion.Of(Job() with { Output = Job().Output with { Codec = "gzip" } }));
        Assert.Contains("leave out --index or --codec gzip", error.Message, StringComparison.Ordinal);
        Assert.Empty(_directory.Tree());
    }
}
