using Apache.Arrow;
using SparkTfRecord.Planning;

namespace SparkTfRecord.Spark.Driver;

/// <summary>Plans a job whose rows Spark reads: the columns are known from Spark's schema, the rows not before they come.</summary>
/// <param name="schema">The table's columns.</param>
sealed class DataFramePlanner(Schema schema) : IPlanner
{
    /// <inheritdoc/>
    public ConversionPlan Plan(Job job, CancellationToken cancellationToken)
    {
        var problems = new List<string>();
        JobCheck.Values(job, problems);
        RequireScanModeFor("warmup", job.Warmup is not null, problems);
        RequireScanModeFor("splits", job.Splits is not null, problems);
        RequireScanModeFor("badRows.policy other than fail", job.BadRows.Policy != BadRowPolicy.Fail, problems);
        var table = new TableSchema(PartitionColumns.Decide([], problems));
        table.Add("the table", schema);
        var selection = new FeatureSelection(job, table, problems);
        var (columns, features) = (selection.Columns, selection.Features());
        if (problems.Count > 0)
            throw new PlanException(problems);
        return new()
        {
            Job = job,
            Files = [],
            Columns = [.. columns.Select(c => new TableColumn(c.Name, ArrowTypeName.Of(c.Type), c.Nullable, Partition: false))],
            Features = features,
            Shards = [],
            Tasks = [],
            Warnings = [.. PlanWarning.Of(columns, features)],
        };
    }

    static void RequireScanModeFor(string what, bool asked, List<string> problems)
    {
        if (asked)
            problems.Add($"{what}: works in scan mode only, where workers read Parquet files themselves; leave it out, or write what Spark reads to Parquet first.");
    }
}
