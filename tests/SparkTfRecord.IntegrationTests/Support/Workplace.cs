using System.Diagnostics;
using SparkTfRecord.Publishing;
using SparkTfRecord.Storage;

namespace SparkTfRecord.IntegrationTests.Support;

/// <summary>A directory with input files in it and an output that tests break.</summary>
sealed class Workplace : IDisposable
{
    const int LongFiles = 40;

    readonly LocalStorage _storage = new();
    readonly List<string> _mounts = [];

    public Workplace() => Root = Directory.CreateTempSubdirectory("sparktfrecord-").FullName;

    public string Root { get; }

    /// <summary>The directory that holds the output and nothing else.</summary>
    public string Parent => Directory.CreateDirectory(Path.Combine(Root, "data")).FullName;

    /// <summary>The output.</summary>
    public string Out => Path.Combine(Parent, "out");

    /// <summary>A directory with copies of real data: 10000 rows a file, in 7 row groups.</summary>
    public string Input(int files)
    {
        var directory = Directory.CreateDirectory(Path.Combine(Root, $"in-{files}")).FullName;
        for (var i = 0; i < files; i++)
            File.Copy(Repository.Golden("data/flights.parquet"), Path.Combine(directory, $"{i:D3}.parquet"), overwrite: true);
        return directory;
    }

    /// <summary>The arguments of a conversion to the output.</summary>
    public string[] Convert(string input, params string[] more) => ["convert", input, Out, "--quiet", .. more];

    /// <summary>The last input file of <see cref="StartLong"/>.</summary>
    public string LastLongInput => Path.Combine(Root, $"in-{LongFiles}", $"{LongFiles - 1:D3}.parquet");

    /// <summary>Starts a conversion that takes a second or more, and waits until it is writing.</summary>
    public CliProcess StartLong(params string[] more)
    {
        var program = CliProcess.Start(Root, Convert(Input(LongFiles), ["--shards", $"{LongFiles}", .. more]));
        program.WaitUntil(() => IsStaging("tasks"));
        return program;
    }

    /// <summary>Whether a job has something in a part of its staging directory.</summary>
    public bool IsStaging(string part)
    {
        try
        {
            return Directory.EnumerateDirectories(Parent, "_*staging-*", SearchOption.AllDirectories).Any(s => Directory.EnumerateFiles(Path.Combine(s, part)).Any());
        }
        catch (DirectoryNotFoundException)
        {
            return false; // not yet, or no longer
        }
    }

    /// <summary>Lets every user read what is here.</summary>
    public void LetOthersIn()
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Root, File.GetUnixFileMode(Root) | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
    }

    /// <summary>Converts, expects success and nothing beside a sound data set.</summary>
    /// <returns>The CRCs of its shards.</returns>
    public string Succeed(string input, params string[] more)
    {
        var (exitCode, _, error) = CliProcess.Run(Root, Convert(input, more));
        Assert.True(exitCode == 0, error);
        return SoundAndAlone();
    }

    /// <summary>Verifies the data set, and that nothing else is beside it or in it.</summary>
    /// <returns>The CRCs of its shards.</returns>
    public string SoundAndAlone()
    {
        Assert.Equal(["out"], Directory.GetFileSystemEntries(Parent).Select(Path.GetFileName));
        var names = Directory.GetFileSystemEntries(Out).Select(Path.GetFileName).ToList();
        Assert.DoesNotContain(names, n => n!.StartsWith("_staging", StringComparison.Ordinal) || n.StartsWith("_lease", StringComparison.Ordinal));
        Assert.Contains("_SUCCESS", names);
        return Sound();
    }

    /// <summary>Verifies the data set against its manifest; while _SUCCESS is there, its listing too.</summary>
    /// <returns>The CRCs of its shards.</returns>
    public string Sound()
    {
        var complete = File.Exists(Path.Combine(Out, "_SUCCESS"));
        var faults = new DataSetVerifier(_storage, 2).Verify([Out], null, null, TestContext.Current.CancellationToken).Faults;
        Assert.DoesNotContain(faults, f => complete || !f.Contains("is not in the manifest", StringComparison.Ordinal));
        return string.Join(' ', Manifest.Read(_storage, Out).Shards.Select(s => s.Crc32C));
    }

    /// <summary>Mounts a filesystem in memory at a directory; skips the test where that is not allowed.</summary>
    public void Mount(string directory, int megabytes)
    {
        Directory.CreateDirectory(directory);
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess && RunQuietly("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", directory), "mount");
        _mounts.Add(directory);
    }

    public void Dispose()
    {
        foreach (var mount in _mounts)
            RunQuietly("umount", "-l", mount);
        Directory.Delete(Root, recursive: true);
    }

    static bool RunQuietly(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
