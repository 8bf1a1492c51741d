namespace SparkTfRecord.Spark.Session;

/// <summary>What executors start in the place of Python.</summary>
/// <param name="Path">The executable as executors see it; relative to their working directory when it was shipped with the application.</param>
/// <param name="Environment">Environment variables for it.</param>
sealed record WorkerProgram(string Path, IReadOnlyDictionary<string, string> Environment);
