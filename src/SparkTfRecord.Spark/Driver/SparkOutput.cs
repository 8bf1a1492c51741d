using SparkTfRecord.Planning;
using SparkTfRecord.Spark.Hadoop;
using SparkTfRecord.Storage;

namespace SparkTfRecord.Spark.Driver;

/// <summary>Where a job on Spark writes: mounted filesystems, and those of Hadoop's that rename.</summary>
sealed class SparkOutput : IDisposable
{
    readonly HadoopStorage? _hadoop;

    SparkOutput(Job job, IStorage storage, HadoopStorage? hadoop) => (Job, Storage, _hadoop) = (job, storage, hadoop);

    /// <summary>The job, its output named by a URI where it is not mounted.</summary>
    public Job Job { get; }

    /// <summary>Input that can be seen from here, and the output.</summary>
    public IStorage Storage { get; }

    /// <summary>Finds it; Spark's context is not needed.</summary>
    /// <exception cref="PlanException">It is where this program does not write.</exception>
    public static SparkOutput Of(Job job, DefaultFileSystem files, IStorage local)
    {
        var path = Placeholders.Resolve(job, Environment.GetEnvironmentVariable).Output.Path;
        if (string.IsNullOrWhiteSpace(path) || files.Mounts(path))
            return new(job, local, null);
        var redirected = files.Redirects(path);
        if (!HadoopStorage.IsOf(redirected ? files.Uri : path))
            throw new PlanException($"Output '{path}'{(redirected ? $", on {files.Uri} (fs.defaultFS)" : "")}: this version writes to HDFS and to mounted filesystems, not to object stores, which cannot rename a directory; name a directory such as hdfs://namenode/out or file:///mnt/out.");
        var hadoop = HadoopStorage.Open(files.Gateway!);
        var storage = new StorageByScheme(local, hadoop);
        // Placeholders stay as they are: the manifest tells the job.
        var before = files.Name(path)[..^path.Length];
        return new(job with { Output = job.Output with { Path = before + job.Output.Path } }, storage, hadoop);
    }

    public void Dispose() => _hadoop?.Dispose();
}
