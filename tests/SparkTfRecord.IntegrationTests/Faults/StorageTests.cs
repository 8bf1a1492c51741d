using System.Diagnostics;
using SparkTfRecord.IntegrationTests.Support;
using SparkTfRecord.Records;
using SparkTfRecord.Tasks;

namespace SparkTfRecord.IntegrationTests.Faults;

/// <summary>Disks that are full, directories that may not be written or renamed, input that does not keep still.</summary>
public sealed class StorageTests : IDisposable
{
    readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public void FullDisk_LeavesTheOldDataSetAndNothingElse()
    {
        _place.Mount(_place.Parent, megabytes: 6);
        var old = _place.Succeed(_place.Input(1));
        var (exitCode, _, error) = CliProcess.Run(_place.Root, _place.Convert(_place.Input(4), "--mode", "overwrite"));
        Assert.True(exitCode == 1, error);
        Assert.Contains("No space left", error, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(old, _place.SoundAndAlone());
    }

    [Fact]
    public void SmallDisk_WhereAShardFitsAndWhatIsReservedForItDoesNot_IsNoErrorUntilItIsFull()
    {
        _place.Mount(_place.Out, megabytes: 2);
        using var shard = new ShardWriter(Path.Combine(_place.Out, "a.tfrecord"), Codec.None);
        for (var i = 0; i < 16; i++)
            shard.Append(new byte[64 << 10], 1);
        Assert.Equal(1 << 20, shard.Complete().Bytes);
    }

    [Fact]
    public void MountPoint_FirstWriteOverwriteAppend_AllWork()
    {
        _place.Mount(_place.Out, megabytes: 100);
        Directory.CreateDirectory(Path.Combine(_place.Out, "lost+found"));
        _place.Succeed(_place.Input(1), "--shards", "2");
        Assert.True(File.Exists(Path.Combine(_place.Out, "data-00000-of-00002.tfrecord")));
        _place.Succeed(_place.Input(1), "--shards", "3", "--mode", "overwrite");
        Assert.Equal(3, Directory.GetFiles(_place.Out, "*.tfrecord").Length);
        _place.Succeed(_place.Input(1), "--shards", "1", "--mode", "append");
        Assert.Equal(4, Directory.GetFiles(_place.Out, "*.tfrecord").Length);
        Assert.True(Directory.Exists(Path.Combine(_place.Out, "lost+found")));
    }

    [Fact]
    public void NoPermission_ToTheParentButToTheDirectory_AddsInside()
    {
        var launcher = AsNobody();
        _place.LetOthersIn();
        Directory.CreateDirectory(_place.Out);
        Chown(_place.Out);
        using var program = CliProcess.StartThrough(launcher, _place.Root, _place.Convert(_place.Input(1)));
        Assert.True(program.Wait() == 0, program.Error);
        _place.SoundAndAlone();
    }

    [Fact]
    public void NoPermission_AtAll_FailsNamingTheDirectoryAndChangesNothing()
    {
        var launcher = AsNobody();
        _place.LetOthersIn();
        var old = _place.Succeed(_place.Input(1));
        using var program = CliProcess.StartThrough(launcher, _place.Root, _place.Convert(_place.Input(1), "--mode", "overwrite"));
        Assert.True(program.Wait() == 1, program.Error);
        Assert.Contains(_place.Out, program.Error, StringComparison.Ordinal);
        Assert.Equal(old, _place.SoundAndAlone());
    }

    [Theory]
    [InlineData("vanishes")]
    [InlineData("grows")]
    [InlineData("is cut")]
    public void Input_ThatChangesInMidJob_FailsNamingIt(string change)
    {
        var old = _place.Succeed(_place.Input(1));
        using var program = _place.StartLong("--mode", "overwrite", "--threads", "1");
        var file = _place.LastLongInput;
        if (change == "vanishes")
            File.Delete(file);
        else if (change == "grows")
            File.AppendAllText(file, "more");
        else
            File.WriteAllBytes(file, File.ReadAllBytes(file)[..5000]);
        Assert.True(program.Wait() == 1, program.Error);
        Assert.Contains(file, program.Error, StringComparison.Ordinal);
        Assert.Equal(old, _place.SoundAndAlone());
    }

    static string[] AsNobody()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess && File.Exists("/usr/bin/setpriv"), "root");
        return ["/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "env", "HOME=/tmp"];
    }

    static void Chown(string path)
    {
        using var process = Process.Start("chown", ["65534:65534", path]);
        process.WaitForExit();
    }
}
