using SparkTfRecord.Publishing;
using SparkTfRecord.Storage;
using SparkTfRecord.Tests.Support;

namespace SparkTfRecord.Tests.Publishing;

public sealed class LeaseTests : IDisposable
{
    readonly TemporaryDirectory _directory = TemporaryDirectory.InMemory();
    readonly LocalStorage _storage = new();

    public void Dispose() => _directory.Dispose();

    string Path => _directory["_out.lease"];

    static LeaseHolder Holder(string job, int attempt = 0) => new()
    {
        Job = job,
        Host = "node7",
        Process = new("another machine", 4711, 1),
        Application = attempt > 0 ? "application_1_2" : null,
        Attempt = attempt,
    };

    [Fact]
    public void Acquire_Held_RefusesNamingJobHostAndProcess()
    {
        using var first = Lease.Acquire(_storage, Path, Holder("aaaaaaaa"));
        var error = Assert.Throws<OutputInUseException>(() => Lease.Acquire(_storage, Path, Holder("bbbbbbbb")));
        Assert.Contains("job aaaaaaaa on host node7 (process 4711)", error.Message, StringComparison.Ordinal);
        first.Renew();
        Assert.Equal(["_out.lease"], _directory.Tree());
    }

    [Fact]
    public void Acquire_GivenBack_Takes()
    {
        Lease.Acquire(_storage, Path, Holder("aaaaaaaa")).Dispose();
        Assert.Empty(_directory.Tree());
        Lease.Acquire(_storage, Path, Holder("bbbbbbbb")).Dispose();
    }

    [Fact]
    public void Acquire_SilentFor61Seconds_TakesItAndTheFirstNoticesBeforeItsCommit()
    {
        using var first = Lease.Acquire(_storage, Path, Holder("aaaaaaaa"));
        File.SetLastWriteTimeUtc(Path, DateTime.UtcNow.AddSeconds(-61));
        using var second = Lease.Acquire(_storage, Path, Holder("bbbbbbbb"));
        var error = Assert.Throws<OutputInUseException>(first.Renew);
        Assert.Contains("job bbbbbbbb", error.Message, StringComparison.Ordinal);
        second.Renew();
        first.Dispose();
        Assert.Equal(["_out.lease"], _directory.Tree());
    }

    [Fact]
    public void Acquire_DeadProcessOfThisMachine_TakesItAtOnce()
    {
        var dead = Holder("aaaaaaaa") with { Process = ProcessIdentity.Current with { Started = ProcessIdentity.Current.Started - 1 } };
        using var first = Lease.Acquire(_storage, Path, dead);
        Lease.Acquire(_storage, Path, Holder("bbbbbbbb")).Dispose();
    }

    [Fact]
    public void Acquire_LivingProcessOfThisMachine_Refuses()
    {
        using var first = Lease.Acquire(_storage, Path, LeaseHolder.This("aaaaaaaa"));
        Assert.Throws<OutputInUseException>(() => Lease.Acquire(_storage, Path, LeaseHolder.This("bbbbbbbb")));
    }

    [Fact]
    public void Acquire_LaterAttemptOfTheSameApplication_TakesItAtOnce()
    {
        using var first = Lease.Acquire(_storage, Path, Holder("aaaaaaaa", attempt: 1));
        using var second = Lease.Acquire(_storage, Path, Holder("bbbbbbbb", attempt: 2));
        Assert.Throws<OutputInUseException>(() => Lease.Acquire(_storage, Path, Holder("cccccccc", attempt: 1)));
    }

    [Fact]
    public void Acquire_ManyAtOnceFromADeadOne_OneGetsIt()
    {
        using var dead = Lease.Acquire(_storage, Path, Holder("dddddddd"));
        File.SetLastWriteTimeUtc(Path, DateTime.UtcNow.AddSeconds(-61));
        var taken = new List<Lease>();
        Parallel.For(0, 16, i =>
        {
            try
            {
                var lease = Lease.Acquire(_storage, Path, Holder($"{i:x8}"));
                lock (taken)
                    taken.Add(lease);
            }
            catch (OutputInUseException)
            {
            }
        });
        Assert.Single(taken).Renew();
        taken[0].Dispose();
        Assert.Empty(_directory.Tree());
    }

    [Fact]
    public void Acquire_DeadOneTakenAwayMeanwhile_GetsIt()
    {
        using var dead = Lease.Acquire(_storage, Path, Holder("dddddddd"));
        var storage = new TakenAwayStorage();
        using var lease = Lease.Acquire(storage, Path, Holder("aaaaaaaa"));
        Assert.True(storage.HasFailed);
        lease.RequireOwn();
    }

    [Fact]
    public void Acquire_LivingOneTakenAwayAndItsPlaceTaken_RefusesAndLeavesOneLease()
    {
        using var dead = Lease.Acquire(_storage, Path, Holder("dddddddd"));
        File.SetLastWriteTimeUtc(Path, DateTime.UtcNow.AddSeconds(-61));
        var storage = new CrowdedStorage(Path, Holder("bbbbbbbb").ToJson(), Holder("cccccccc").ToJson());
        var error = Assert.Throws<OutputInUseException>(() => Lease.Acquire(storage, Path, Holder("aaaaaaaa")));
        Assert.Contains("job cccccccc", error.Message, StringComparison.Ordinal);
        Assert.Equal(["_out.lease"], _directory.Tree());
    }

    [Fact]
    public void Open_TwoJobs_TheSecondIsRefusedAndTheFirstPublishes()
    {
        var plan = SmallDataSet.Plan(new() { Path = _directory["out"] });
        using (var first = DataSetOutput.Open(_storage, plan)!)
        {
            Assert.Throws<OutputInUseException>(() => DataSetOutput.Open(_storage, plan));
            SmallDataSet.Commit(first, "1");
        }
        Assert.Equal(["1"], SmallDataSet.Read(_directory["out"]));
    }

    [Fact]
    public void Open_TheOtherSeesAMountPoint_IsRefusedToo()
    {
        var path = Directory.CreateDirectory(_directory["out"]).FullName;
        using var inside = DataSetOutput.Open(new DyingStorage(int.MaxValue, mountPoint: path), SmallDataSet.Plan(new() { Path = path }))!;
        Assert.Throws<OutputInUseException>(() => DataSetOutput.Open(_storage, SmallDataSet.Plan(new() { Path = path })));
    }

    [Theory]
    [InlineData("container_1700000000000_0012_02_000001", "application_1700000000000_0012", 2)]
    [InlineData("container_e17_1700000000000_0012_01_000003", "application_1700000000000_0012", 1)]
    [InlineData(null, null, 0)]
    [InlineData("pod-1", null, 0)]
    public void Container_OfYarn_GivesApplicationAndAttempt(string? id, string? application, int attempt) =>
        Assert.Equal((application, attempt), LeaseHolder.Container(id));
}
