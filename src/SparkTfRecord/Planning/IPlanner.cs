namespace SparkTfRecord.Planning;

/// <summary>Plans jobs: from the footers of files, or from a table that Spark knows.</summary>
interface IPlanner
{
    /// <summary>Plans a job and writes nothing.</summary>
    /// <exception cref="PlanException">All that is wrong with the job.</exception>
    ConversionPlan Plan(Job job, CancellationToken cancellationToken);
}
