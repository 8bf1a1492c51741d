using SparkTfRecord.Planning;

namespace SparkTfRecord.Tasks;

/// <summary>Where tasks run: threads of this process, or Spark's executors.</summary>
interface ITaskEngine
{
    /// <summary>The engine in <c>_run.json</c>, such as <c>local, 8 threads</c>.</summary>
    string Name { get; }

    /// <summary>Runs every task of a plan. The first failure stops the others and is thrown.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="stagingDirectory">Where the tasks write their shards.</param>
    /// <param name="progress">Hears from the tasks; may be null.</param>
    /// <param name="cancellationToken">Stops the tasks.</param>
    /// <returns>One report a task, in the order of the tasks.</returns>
    IReadOnlyList<TaskReport> Run(ConversionPlan plan, string stagingDirectory, ITaskProgress? progress, CancellationToken cancellationToken);
}
