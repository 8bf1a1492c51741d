using SparkTfRecord.Planning;
using SparkTfRecord.Spark.Hadoop;
using SparkTfRecord.Storage;

namespace SparkTfRecord.Spark.Driver;

/// <summary>Checks where a job reads and writes, before Spark starts.</summary>
static class JobPlaces
{
    /// <summary>Checks that workers can open the input themselves, as scan mode asks.</summary>
    /// <exception cref="PlanException">They cannot.</exception>
    public static void CheckScan(JobInput input, DefaultFileSystem files)
    {
        if (input.Paths.FirstOrDefault(files.Redirects) is { } path)
            throw new PlanException($"Input '{path}': without a scheme it is on {files.Uri} (fs.defaultFS), where workers cannot open files themselves; leave --engine-mode scan out, or name a mounted file by file://.");
    }

    /// <summary>Checks what can be seen from here of a job whose input Spark reads.</summary>
    /// <param name="job">The job.</param>
    /// <param name="files">Where paths without a scheme are.</param>
    /// <param name="storage">What can be seen from here.</param>
    /// <param name="listed">The input where it has been listed before; null: it is listed here.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The input's files where all of it can be seen; else null.</returns>
    /// <exception cref="PlanException">All that is wrong.</exception>
    public static InputListing? CheckDataFrame(Job job, DefaultFileSystem files, IStorage storage, InputListing? listed, CancellationToken cancellationToken)
    {
        var problems = new List<string>();
        JobCheck.Values(job, storage, problems);
        var seen = FileInput.IsOf(job.Input) ? job.Input.Paths.Where(files.Mounts) : [];
        var listing = listed ?? InputListing.Of(seen, storage, cancellationToken);
        if (FileInput.IsOf(job.Input))
        {
            problems.AddRange(listing.Problems);
            JobCheck.Places(job.Output, listing, storage, problems);
            CheckRemote(job, files, storage, problems);
            PartitionColumns.Decide(listing.Files, problems);
        }
        if (problems.Count > 0)
            throw new PlanException(problems);
        return FileInput.IsOf(job.Input) && job.Input.Paths.All(files.Mounts) ? listing : null;
    }

    // What is not mounted Spark lists; but that an output lies in an input, or the other way round, the names tell.
    static void CheckRemote(Job job, DefaultFileSystem files, IStorage storage, List<string> problems)
    {
        if (job.Output.Path is not { } output || !StoragePath.IsRemote(output))
            return;
        var real = storage.RealPath(output);
        foreach (var path in job.Input.Paths.Where(p => HadoopStorage.IsOf(files.Name(p))))
        {
            var folder = GlobPattern.FolderOf(path);
            var input = storage.RealPath(files.Name(folder ?? path));
            if (folder is null && JobCheck.IsIn(real, input))
                problems.Add(Problem.OutputInsideInput(output, path));
            else if (job.Output.Mode == SaveMode.Overwrite && JobCheck.IsIn(input, real))
                problems.Add(Problem.InputInsideOutput(output, path));
        }
    }
}
