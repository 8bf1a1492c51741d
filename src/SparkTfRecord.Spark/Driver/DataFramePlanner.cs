using Apache.Arrow;
using SparkTfRecord.Planning;

namespace SparkTfRecord.Spark.Driver;

/// <summary>Plans a job whose rows Spark reads, and which <see cref="JobPlaces"/> has passed: the columns are known from Spark's schema, the rows not before they come.</summary>
/// <param name="schema">The table's columns.</param>
/// <param name="faults">Why Spark cannot send some of them, by name.</param>
/// <param name="columnsOfFiles">The columns of the files that it comes from; null: unknown.</param>
/// <param name="files">The files that it comes from.</param>
/// <param name="listing">The input as it was listed; null: only Spark has listed it.</param>
sealed class DataFramePlanner(
    Schema schema, IReadOnlyDictionary<string, string> faults, FileColumns? columnsOfFiles, IReadOnlyList<TableFile> files, InputListing? listing = null) : IPlanner
{
    /// <inheritdoc/>
    public ConversionPlan Plan(Job job, CancellationToken cancellationToken) =>
        Plan(Placeholders.Resolve(job, Environment.GetEnvironmentVariable)) with { JobAsWritten = job };

    ConversionPlan Plan(Job job)
    {
        var problems = new List<string>();
        if (job.Warmup?.Rows is { Sample: null } rows)
            problems.Add($"warmup.rows {string.Join(',', rows.Chosen)}: rows that come through Spark have no numbers; ask for a sample, such as --warmup-rows 8, or let workers read Parquet files by --engine-mode scan.");
        var table = new TableSchema(PartitionColumns.Decide([], problems));
        table.Add("the table", schema);
        foreach (var column in table.Columns)
            column.Fault ??= faults.GetValueOrDefault(column.Name);
        var selection = new FeatureSelection(job, table, problems);
        var (columns, features) = (selection.Columns, selection.Features());
        var splitBy = SplitKey.Columns(job.Splits, table, problems);
        JobCheck.Quarantine(job.BadRows, columns, problems);
        problems.AddRange(columnsOfFiles?.Distorted(columns, features, job) ?? []);
        if (problems.Count > 0)
            throw new PlanException(problems);
        return new()
        {
            Job = job,
            Files = [],
            TableFiles = files,
            Columns = [.. columns.Select(c => new TableColumn(c.Name, ArrowTypeName.Of(c.Type), c.Nullable, Partition: false))],
            Features = features,
            SplitBy = [.. splitBy.Select(c => c.Name)],
            Shards = [],
            Tasks = [],
            Warnings = [.. listing is null ? [] : PlanWarning.Of(listing), .. PlanWarning.Of(columns, features)],
        };
    }
}
