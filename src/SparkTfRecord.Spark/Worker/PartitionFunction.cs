using SparkTfRecord.Tasks;

namespace SparkTfRecord.Spark.Worker;

/// <summary>What a worker does with one partition. It reads the input to its end before it returns.</summary>
/// <param name="task">Which task of Spark's this is, and the command the driver sent.</param>
/// <param name="input">The partition's rows, as Spark sends them.</param>
/// <param name="cancellationToken">Cancelled when Spark gives up on the task after the input's end; before, reading throws.</param>
/// <returns>The rows to send back, one string each.</returns>
delegate IReadOnlyList<string> PartitionFunction(TaskHeader task, IRecordBatchSource input, CancellationToken cancellationToken);
