using System.Diagnostics;
using SparkTfRecord.IntegrationTests.Spark;
using SparkTfRecord.Publishing;
using SparkTfRecord.Records;
using SparkTfRecord.Storage;

[assembly: AssemblyFixture(typeof(Release))]

namespace SparkTfRecord.IntegrationTests.Spark;

/// <summary>The release as its users have it: unpacked, with neither .NET nor Python on the PATH. Made when first asked for.</summary>
public sealed class Release : IDisposable
{
    static readonly string[] s_tools =
    [
        "java", "bash", "sh", "dirname", "basename", "readlink", "ls", "cat", "uname", "env", "tr", "sed", "grep", "id", "nice", "setsid", "kill", "ln", "mkdir", "chmod", "cp", "find", "date", "rm", "ps", "tar", "gzip",
    ];

    readonly DirectoryInfo _directory = System.IO.Directory.CreateTempSubdirectory("sparktfrecord-release-");
    readonly Lazy<string> _program;
    readonly Lazy<string> _tools;

    public Release() => (_program, _tools) = (new(Unpack), new(LinkTools));

    /// <summary>Where release.sh puts the archive.</summary>
    internal static string Archives => Path.Combine(SparkInstallation.Repository, "artifacts", "release");

    /// <summary>The directory that it is unpacked in.</summary>
    internal string Directory => Path.GetDirectoryName(_program.Value)!;

    /// <summary>Runs a command in a shell that has Java and what Spark's scripts need; <paramref name="python"/>: all that is here.</summary>
    internal ProcessStartInfo Shell(SparkInstallation spark, string directory, string command, bool python = false)
    {
        var start = spark.Command("", ["-c", command]);
        start.FileName = "/bin/bash";
        start.WorkingDirectory = directory;
        foreach (var name in start.Environment.Keys.Where(n => n.StartsWith("DOTNET", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        start.Environment["PATH"] = $"{Directory}:{(python ? start.Environment["PATH"] : _tools.Value)}";
        return start;
    }

    /// <summary>Runs a command to its end and expects success.</summary>
    internal void Run(SparkInstallation spark, string directory, string command, bool python = false)
    {
        using var process = new SubmittedProcess(Shell(spark, directory, command, python));
        Assert.True(process.Wait(300).ExitCode == 0, $"{command}\n{process.Log}");
    }

    /// <summary>The records of a data set that a run of an engine made, as hexadecimal digits, sorted where the engine has no order.</summary>
    internal static List<string> Records(string directory, string engine)
    {
        Assert.Contains(engine, File.ReadAllText(Path.Combine(directory, "_run.json")), StringComparison.Ordinal);
        var records = new List<string>();
        foreach (var shard in Manifest.Read(new LocalStorage(), directory).Shards)
        {
            using var reader = new TfRecordReader(Path.Combine(directory, shard.Name));
            while (reader.Read())
                records.Add(Convert.ToHexString(reader.Record.Span));
        }
        return engine.Contains("DataFrame", StringComparison.Ordinal) ? [.. records.Order(StringComparer.Ordinal)] : records;
    }

    public void Dispose() => _directory.Delete(recursive: true);

    string Unpack()
    {
        YarnCluster.Run(Path.Combine(SparkInstallation.Repository, "deploy", "release.sh"));
        var program = _directory.CreateSubdirectory("program");
        YarnCluster.Run("tar", "-xzf", System.IO.Directory.GetFiles(Archives, "*.tar.gz").Single(), "-C", program.FullName);
        return Path.Combine(program.FullName, "sparktfrecord");
    }

    string LinkTools()
    {
        var tools = _directory.CreateSubdirectory("tools");
        foreach (var tool in s_tools)
        {
            if (Environment.GetEnvironmentVariable("PATH")!.Split(':').Select(d => Path.Combine(d, tool)).FirstOrDefault(File.Exists) is { } found)
                File.CreateSymbolicLink(Path.Combine(tools.FullName, tool), found);
        }
        return tools.FullName;
    }
}
