using SparkTfRecord.Planning;
using SparkTfRecord.Storage;

namespace SparkTfRecord.Spark.Driver;

/// <summary>Who reads the input: the workers wherever they can, since Spark's own way through rows is the slower one.</summary>
/// <param name="Scan">True: the workers.</param>
/// <param name="Reason">Why, for the log.</param>
sealed record ModeChoice(bool Scan, string Reason)
{
    /// <summary>Decides for a job.</summary>
    public static ModeChoice Of(Job job, IStorage storage, DefaultFileSystem files, CancellationToken cancellationToken) => job.Engine.Mode switch
    {
        EngineMode.Scan => new(true, "as the job asks"),
        EngineMode.Dataframe => new(false, "as the job asks"),
        _ => ReasonForSpark(job, storage, files, cancellationToken) is { } reason ? new(false, reason) : new(true, "plain Parquet files"),
    };

    /// <summary>As the log and the plan show it.</summary>
    public override string ToString() => $"{(Scan ? "scan" : "DataFrame")} mode: {Reason}";

    static string? ReasonForSpark(Job job, IStorage storage, DefaultFileSystem files, CancellationToken cancellationToken)
    {
        var input = job.Input;
        if (input.Sql is not null)
            return "the input is a query";
        if (input.Table is not null)
            return "the input is a table";
        if (input.Format != "parquet")
            return $"the input's format is {input.Format}";
        if (input.Options.Count > 0)
            return "Spark's reader has options";
        if (input.Paths.FirstOrDefault(p => !files.Mounts(p)) is { } remote)
            return files.Redirects(remote) ? $"workers cannot open '{remote}', which is on {files.Uri} (fs.defaultFS)" : $"workers cannot open {remote}";
        return input.Where is null || FiltersPartitionsOnly(input, storage, cancellationToken) ? null : "the filter is about more than partition columns";
    }

    static bool FiltersPartitionsOnly(JobInput input, IStorage storage, CancellationToken cancellationToken)
    {
        var problems = new List<string>();
        var listing = new InputListing(storage, problems, cancellationToken);
        foreach (var path in input.Paths)
            listing.Add(path);
        try
        {
            PartitionFilter.Parse(input.Where!, PartitionColumns.Decide(listing.Files, problems));
            return true;
        }
        catch (PlanException)
        {
            return false;
        }
    }
}
