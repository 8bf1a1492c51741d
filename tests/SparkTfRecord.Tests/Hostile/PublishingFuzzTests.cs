using System.Text;
using SparkTfRecord.Publishing;
using SparkTfRecord.Storage;
using SparkTfRecord.Tests.Publishing;
using SparkTfRecord.Tests.Support;

namespace SparkTfRecord.Tests.Hostile;

/// <summary>Leases and commit journals that somebody damaged: the next job finishes, or refuses in a sentence that names the file; no data set is lost.</summary>
public sealed class PublishingFuzzTests : IDisposable
{
    const long MostBytes = 20 << 20;

    static readonly string[] s_contents =
    [
        "", " ", "null", "[]", "{}", "0", "\"x\"", "\0\0\0\0", "\u001b[2J", "{\"job\":null}", "{\"replace\":true,\"add\":null}", "{\"replace\":\"yes\",\"add\":7,\"remove\":{}}",
        "{\"replace\":false,\"add\":[null]}", "{\"replace\":false,\"add\":[\"../../etc\"],\"remove\":[\"../keep\"]}", "{\"replace\":false,\"add\":[\"/etc\"],\"remove\":[\"..\"]}",
        "{\"replace\":false,\"add\":[],\"remove\":[\"_manifest.json\",\"_SUCCESS\"]}", "{\"replace\":true}", $"{new string('[', 5000)}", $"{{\"job\":\"{new string('y', 100_000)}\"}}",
    ];

    readonly TemporaryDirectory _directory = TemporaryDirectory.InMemory();
    readonly LocalStorage _storage = new();

    string Out => _directory["out"];

    string Lease => _directory["_out.lease"];

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Open_DamagedLease_WaitsForItsAgeOnly()
    {
        SmallDataSet.Publish(_storage, new() { Path = Out }, "old");
        var whole = LeaseHolder.This("aaaaaaaa").ToJson();
        foreach (var (what, content) in Damaged(whole, 150))
        {
            File.WriteAllBytes(Lease, content);
            if (!Opens(what)) // it may as well be of a dead process
                Assert.Equal(content, File.ReadAllBytes(Lease));
            File.WriteAllBytes(Lease, content);
            File.SetLastWriteTimeUtc(Lease, DateTime.UtcNow.AddSeconds(-61));
            Assert.True(Opens(what));
            Assert.Equal(["out"], Directory.EnumerateFileSystemEntries(_directory.Path).Select(Path.GetFileName));
        }
        Assert.Equal(["old"], SmallDataSet.Read(Out));
    }

    [Fact]
    public void Open_LeaseThatIsNoFile_TakesItOrNamesIt()
    {
        File.CreateSymbolicLink(Lease, _directory["nowhere"]);
        Assert.True(Opens("a link that leads nowhere"));
        File.WriteAllText(Lease, "");
        File.SetLastWriteTimeUtc(Lease, DateTime.UtcNow.AddYears(70));
        Assert.True(Opens("from the future"));
        using (var huge = File.Create(Lease))
            huge.SetLength(5L << 30);
        Assert.False(Opens("huge"));
        File.Delete(Lease);
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(Lease).FullName, "keep"), "");
        Assert.False(Opens("a directory"));
        Assert.True(File.Exists(Path.Combine(Lease, "keep")));
    }

    [Theory]
    [InlineData(SaveMode.Overwrite, false)]
    [InlineData(SaveMode.Append, true)]
    public void Open_DamagedJournal_FinishesOrLeavesAllAsItWas(SaveMode mode, bool exchanges)
    {
        var (finished, refused) = (0, 0);
        foreach (var changes in Enumerable.Range(0, 60).Where(n => DiesWithAJournal(n, mode, exchanges)))
        {
            DiesWithAJournal(changes, mode, exchanges);
            var whole = File.ReadAllBytes(Journal());
            foreach (var (what, content) in Damaged(whole, 8))
            {
                DiesWithAJournal(changes, mode, exchanges);
                File.WriteAllBytes(Journal(), content);
                var before = Files();
                if (Opens($"{changes} changes, {what}"))
                {
                    Assert.Equal(mode == SaveMode.Append ? ["old", "new"] : ["new"], SmallDataSet.Read(Out)!);
                    finished++;
                    continue;
                }
                Assert.Equal(before, Files());
                refused++;
            }
        }
        Assert.True(finished > 0 && refused > 50, $"{finished} finished, {refused} refused");
    }

    [Fact]
    public void Open_JournalIsADirectoryOrHuge_NamesIt()
    {
        var changes = Enumerable.Range(0, 60).First(n => DiesWithAJournal(n, SaveMode.Append, exchanges: true));
        DiesWithAJournal(changes, SaveMode.Append, exchanges: true);
        var journal = Journal();
        using (var huge = File.Create(journal))
            huge.SetLength(5L << 30);
        Assert.False(Opens("huge"));
        File.Delete(journal);
        Directory.CreateDirectory(journal);
        Assert.False(Opens("a directory"));
        Assert.Equal(["old"], SmallDataSet.Read(Out));
    }

    [Fact]
    public void Open_JournalRemovedWhileTheOldDataSetIsAside_NamesWhereItIs()
    {
        var changes = Enumerable.Range(0, 60).First(n => DiesWithAJournal(n, SaveMode.Overwrite, exchanges: false) && !Directory.Exists(Out));
        DiesWithAJournal(changes, SaveMode.Overwrite, exchanges: false);
        var staging = Path.GetDirectoryName(Journal())!;
        File.Delete(Journal());
        Assert.False(Opens("removed"));
        Directory.Move(Path.Combine(staging, "old"), Out); // the way out that was named
        Assert.True(Opens("moved back"));
        Assert.Equal(["old"], SmallDataSet.Read(Out));
        Assert.Equal(["out"], Directory.EnumerateFileSystemEntries(_directory.Path).Select(Path.GetFileName));
    }

    static IEnumerable<(string What, byte[] Content)> Damaged(byte[] whole, int iterations) =>
    [
        ("undamaged", whole),
        .. s_contents.Select(c => (c.Length < 100 ? c : "long", Encoding.UTF8.GetBytes(c))),
        .. Enumerable.Range(0, whole.Length).Where(n => n % 17 == 0).Select(n => ($"cut at {n}", whole[..n])),
        .. Enumerable.Range(0, Fuzz.Iterations(iterations)).Select(seed => ($"seed {seed}", JsonMutation.Of(whole, new Random(seed)))),
        .. Enumerable.Range(0, Fuzz.Iterations(iterations)).Select(seed => ($"bytes of seed {seed}", Mutation.Of(whole, new Random(seed)))),
    ];

    // Whether the job can be opened; if not it says why in one sentence that names the place.
    bool Opens(string what)
    {
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            DataSetOutput.Open(_storage, SmallDataSet.Plan(new() { Path = Out, Mode = SaveMode.Ignore }))!?.Dispose();
            return true;
        }
        catch (Exception e)
        {
            Assert.True(e is IOException or InvalidDataException, $"{what}: {e}");
            Assert.Contains(_directory.Path, e.Message, StringComparison.Ordinal);
            Assert.Matches("try again|run again", e.Message);
            return false;
        }
        finally
        {
            allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
            Assert.True(allocated < MostBytes, $"{allocated} bytes: {what}");
        }
    }

    SortedDictionary<string, string> Files() =>
        new(Directory.EnumerateFiles(_directory.Path, "*", SearchOption.AllDirectories).ToDictionary(f => f, File.ReadAllText), StringComparer.Ordinal);

    string Journal() => Directory.EnumerateFiles(_directory.Path, "commit.json", SearchOption.AllDirectories).Single();

    // An old data set, and a job that died after so many changes; whether it left a journal that still has something to say.
    bool DiesWithAJournal(int changes, SaveMode mode, bool exchanges)
    {
        foreach (var entry in new DirectoryInfo(_directory.Path).EnumerateFileSystemInfos())
            _storage.Delete(entry.FullName);
        SmallDataSet.Publish(_storage, new() { Path = Out }, "old");
        try
        {
            SmallDataSet.Publish(new DyingStorage(changes, exchanges: exchanges), new() { Path = Out, Mode = mode }, "new");
        }
        catch (IOException)
        {
        }
        _storage.Delete(Lease);
        return Directory.EnumerateFiles(_directory.Path, "commit.json", SearchOption.AllDirectories).Any() && !(SmallDataSet.Read(Out) ?? []).Contains("new");
    }
}
