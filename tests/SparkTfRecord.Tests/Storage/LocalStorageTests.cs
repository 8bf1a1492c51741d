using System.Runtime.Versioning;
using SparkTfRecord.Storage;
using SparkTfRecord.Tests.Support;

namespace SparkTfRecord.Tests.Storage;

public sealed class LocalStorageTests : IDisposable
{
    readonly TemporaryDirectory _directory = new();
    readonly LocalStorage _storage = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void WriteFile_ExistingFile_IsReplacedAndNothingElseIsLeft()
    {
        _storage.WriteFile(_directory["a"], "old"u8);
        _storage.WriteFile(_directory["a"], "new"u8);
        Assert.Equal("new"u8, _storage.ReadFile(_directory["a"]));
        Assert.Equal(["a"], _directory.Tree());
    }

    [Fact]
    public void WriteFile_TargetIsADirectory_FailsAndLeavesNothing()
    {
        Directory.CreateDirectory(_directory["a"]);
        Assert.ThrowsAny<Exception>(() => _storage.WriteFile(_directory["a"], "x"u8));
        Assert.Equal(["a/"], _directory.Tree());
    }

    [Fact]
    public void Rename_TargetExists_IsAnErrorThatNamesBoth()
    {
        File.WriteAllText(_directory["a"], "a");
        File.WriteAllText(_directory["b"], "b");
        var error = Assert.Throws<IOException>(() => _storage.Rename(_directory["a"], _directory["b"]));
        Assert.Contains(_directory["b"], error.Message, StringComparison.Ordinal);
        Assert.Equal("b", File.ReadAllText(_directory["b"]));
    }

    [Fact]
    public void Rename_Replace_ReplacesAFile()
    {
        File.WriteAllText(_directory["a"], "a");
        File.WriteAllText(_directory["b"], "b");
        _storage.Rename(_directory["a"], _directory["b"], replace: true);
        Assert.Equal(["b"], _directory.Tree());
        Assert.Equal("a", File.ReadAllText(_directory["b"]));
    }

    [Fact]
    public void Rename_EmptyDirectoryInTheWay_IsAnError()
    {
        Directory.CreateDirectory(_directory["a"]);
        Directory.CreateDirectory(_directory["b"]);
        Assert.Throws<IOException>(() => _storage.Rename(_directory["a"], _directory["b"]));
    }

    [Fact]
    public void TryExchange_TwoDirectories_SwapsTheirContent()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Linux");
        Directory.CreateDirectory(_directory["a"]);
        Directory.CreateDirectory(_directory["b"]);
        File.WriteAllText(_directory["a/1"], "");
        File.WriteAllText(_directory["b/2"], "");
        Assert.True(_storage.TryExchange(_directory["a"], _directory["b"]));
        Assert.Equal(["a/", "a/2", "b/", "b/1"], _directory.Tree());
    }

    [Fact]
    public void List_NamesBeyondTheBasicPlane_AreInUtf8Order()
    {
        // UTF-8: 61, EF BC A1 (U+FF21), F0 9F 98 80 (U+1F600). UTF-16 has D83D before FF21.
        foreach (var name in new[] { "\U0001F600", "\uFF21", "a" })
            File.WriteAllText(_directory[name], "");
        Assert.Equal(["a", "\uFF21", "\U0001F600"], _storage.List(_directory.Path).Select(e => e.Name));
    }

    [Fact]
    public void List_DanglingLink_IsAnEntryOfNoLength()
    {
        File.CreateSymbolicLink(_directory["link"], _directory["nothing"]);
        Assert.Equal(0, Assert.Single(_storage.List(_directory.Path)).Length);
    }

    [Fact]
    public void Find_WhatCannotBeLookedAt_IsNoAnswer()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Unix");
        File.CreateSymbolicLink(_directory["loop"], "loop"); // a permission would not keep out root, whom CI runs tests as
        File.WriteAllText(_directory["file"], "");
        Assert.Throws<IOException>(() => _storage.Find(_directory["loop/a"]));
        Assert.Throws<IOException>(() => _storage.Delete(_directory["loop/a"]));
        foreach (var nothing in new[] { "a", "a/b", "file/a", new string('a', 300) })
            Assert.Null(_storage.Find(_directory[nothing]));
    }

    [Fact]
    public void Find_DanglingLink_IsAnEntry()
    {
        File.CreateSymbolicLink(_directory["link"], _directory["nothing"]);
        Assert.False(_storage.Find(_directory["link"])!.IsDirectory);
    }

    [Fact]
    public void RealPath_LinkToNothingYet_IsWhereItLeads()
    {
        Directory.CreateSymbolicLink(_directory["link"], "real");
        Assert.Equal(_directory["real"], _storage.RealPath(_directory["link/"]));
    }

    [Fact]
    public void List_LinkThatLeadsToItself_IsListed()
    {
        File.CreateSymbolicLink(_directory["loop"], "loop");
        Assert.Equal("loop", Assert.Single(_storage.List(_directory.Path)).Name);
    }

    [Fact]
    public void IsMountPoint_ProcIsOne_ATemporaryDirectoryIsNot()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Linux");
        Assert.True(_storage.IsMountPoint("/proc"));
        Assert.False(_storage.IsMountPoint(_directory.Path));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void CreateDirectory_LikeAnother_HasItsPermissions()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Unix");
        const UnixFileMode Shared = UnixFileMode.SetGroup | UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute;
        Directory.CreateDirectory(_directory["a"], Shared);
        File.SetUnixFileMode(_directory["a"], Shared);
        _storage.CreateDirectory(_directory["b"], like: _directory["a"]);
        Assert.Equal(Shared, File.GetUnixFileMode(_directory["b"]));
    }

    [Fact]
    public void Delete_LinkToADirectory_LeavesItsTarget()
    {
        Directory.CreateDirectory(_directory["real"]);
        File.WriteAllText(_directory["real/kept"], "");
        Directory.CreateSymbolicLink(_directory["link"], _directory["real"]);
        _storage.Delete(_directory["link"]);
        _storage.Delete(_directory["nothing"]);
        Assert.Equal(["real/", "real/kept"], _directory.Tree());
    }
}
