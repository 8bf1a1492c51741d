namespace SparkTfRecord.Spark.Worker;

/// <summary>Spark has closed the connection: the task was cancelled, its rows are no longer wanted, or the executor is gone. Not a failure of the task.</summary>
sealed class ConnectionClosedException(Exception? cause = null) : IOException("Spark has closed the connection.", cause);
