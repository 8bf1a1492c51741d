using SparkTfRecord.Planning;
using SparkTfRecord.Spark.Gateway;
using SparkTfRecord.Spark.Session;

namespace SparkTfRecord.Spark.Driver;

/// <summary>What a job wants Spark to read and compute.</summary>
static class SparkInput
{
    /// <summary>What a query calls the files or the table.</summary>
    const string ViewName = "input";

    /// <summary>The table that a job converts.</summary>
    /// <param name="session">The session.</param>
    /// <param name="input">Where it comes from.</param>
    /// <param name="listing">Its files; null: only Spark can list them.</param>
    /// <param name="files">The columns of its files; null: unknown.</param>
    /// <exception cref="PlanException">The job names none, or Spark does not find or understand it.</exception>
    public static DataFrame Open(SparkSession session, JobInput input, InputListing? listing, FileColumns? files)
    {
        if (input.Table is not null && input.Paths.Count > 0)
            throw new PlanException("The job names files and a table; leave out input.paths or input.table.");
        try
        {
            var table = Source(session, input, listing, files);
            if (table is not null && input.Where is { } where)
                table = table.Where(where);
            if (input.Sql is not { } query)
                return table ?? throw new PlanException("No input: name files, a table (--table) or a query (--sql).");
            table?.CreateOrReplaceTempView(ViewName);
            return session.Sql(query);
        }
        catch (JavaException e) when (IsMistakeOfTheJob(e))
        {
            throw new PlanException($"Spark: {e.Line}.");
        }
    }

    static DataFrame? Source(SparkSession session, JobInput input, InputListing? listing, FileColumns? files) =>
        input.Table is { } name ? session.Table(name)
        : input.Paths.Count > 0 || input.Options.Count > 0 ? Load(session, input, listing, files)
        : null;

    static DataFrame Load(SparkSession session, JobInput input, InputListing? listing, FileColumns? files)
    {
        try
        {
            return FileInput.Load(session, input.Format == "parquet" && files?.Differ != false ? Merging(input) : input, listing);
        }
        catch (JavaException) when (files?.Refused().ToList() is { Count: > 0 } refused)
        {
            throw new PlanException(refused);
        }
    }

    // Spark takes the columns of one file for those of all unless told otherwise.
    static JobInput Merging(JobInput input)
    {
        var options = new Dictionary<string, string>(input.Options, StringComparer.OrdinalIgnoreCase);
        options.TryAdd("mergeSchema", "true");
        return input with { Options = options };
    }

    /// <summary>A table, path, column, format, driver or host that is not there, or a query that does not parse; not what fails today and works tomorrow, such as a connection.</summary>
    static bool IsMistakeOfTheJob(JavaException e) =>
        e.JavaClass.StartsWith("org.apache.spark.sql.catalyst.", StringComparison.Ordinal)
        || e.JavaClass is "org.apache.spark.sql.AnalysisException" or "org.apache.spark.SparkClassNotFoundException" or "org.apache.spark.SparkIllegalArgumentException"
            or "java.lang.ClassNotFoundException" or "java.lang.IllegalArgumentException";
}
