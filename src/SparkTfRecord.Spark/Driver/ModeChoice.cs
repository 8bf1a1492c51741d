using SparkTfRecord.Planning;
using SparkTfRecord.Storage;

namespace SparkTfRecord.Spark.Driver;

/// <summary>Who reads the input: the workers wherever they can, since Spark's own way through rows is the slower one.</summary>
/// <param name="Scan">True: the workers.</param>
/// <param name="Reason">Why, for the log.</param>
/// <param name="Listing">The job's input where it had to be listed to decide; null: not listed.</param>
sealed record ModeChoice(bool Scan, string Reason, InputListing? Listing = null)
{
    const string PlainFiles = "plain Parquet files";

    /// <summary>Decides for a job.</summary>
    public static ModeChoice Of(Job job, IStorage storage, DefaultFileSystem files, CancellationToken cancellationToken) => job.Engine.Mode switch
    {
        EngineMode.Scan => new(true, "as the job asks"),
        EngineMode.Dataframe => new(false, "as the job asks"),
        _ when ReasonForSpark(job, files) is { } reason => new(false, reason),
        _ when job.Input.Where is { } where => OfFilter(where, InputListing.Of(job.Input.Paths, storage, cancellationToken)),
        _ => new(true, PlainFiles),
    };

    /// <summary>As the log and the plan show it.</summary>
    public override string ToString() => $"{(Scan ? "scan" : "DataFrame")} mode: {Reason}";

    static string? ReasonForSpark(Job job, DefaultFileSystem files)
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
        return null;
    }

    static ModeChoice OfFilter(string where, InputListing listing)
    {
        try
        {
            PartitionFilter.Parse(where, PartitionColumns.Decide(listing.Files, []));
            return new(true, PlainFiles, listing);
        }
        catch (PlanException)
        {
            return new(false, "the filter is about more than partition columns", listing);
        }
    }
}
