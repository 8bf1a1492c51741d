namespace SparkTfRecord.Spark.Worker;

/// <summary>What Spark says about a task before the task's rows.</summary>
sealed record TaskHeader
{
    /// <summary>0-based index of the partition in its stage.</summary>
    public required int Partition { get; init; }

    /// <summary>0-based number of this try at the partition.</summary>
    public required int Attempt { get; init; }

    /// <summary>Unique to this try in the whole Spark application.</summary>
    public required long AttemptId { get; init; }

    /// <summary>The bytes that the driver put into the function: opaque to Spark.</summary>
    public required byte[] Command { get; init; }
}
