using System.Globalization;
using SparkTfRecord.Spark.Worker;
using SparkTfRecord.Tasks;

namespace SparkTfRecord.Spark;

/// <summary>The program in the place of Python on executors.</summary>
/// <remarks>
/// Spark starts the same executable as the driver's with <c>-m pyspark.daemon</c> or <c>-m pyspark.worker</c>, so a program that drives conversions begins with
/// <code>if (SparkWorker.TryRun(args, new ParquetInputFormat())) return;</code>
/// </remarks>
public static class SparkWorker
{
    const string Daemon = "pyspark.daemon";
    const string Worker = "pyspark.worker";

    /// <summary>Does what Spark started this process for, if it did: converts the rows that Spark sends; it returns when Spark is done with it.</summary>
    /// <param name="args">The program's arguments.</param>
    /// <param name="format">The format of the files that workers open themselves, as the driver's <see cref="SparkConverter"/> has it; null: they convert only what Spark sends.</param>
    /// <returns>False when Spark did not start this process as a worker.</returns>
    public static bool TryRun(string[] args, IInputFormat? format = null)
    {
        ArgumentNullException.ThrowIfNull(args);
        return TryRun(args, new ConversionWorker(format).Run);
    }

    /// <summary>The same with another thing to do than to convert.</summary>
    /// <param name="args">The program's arguments.</param>
    /// <param name="function">What to do with partitions.</param>
    /// <returns>False when Spark did not start this process as a worker.</returns>
    internal static bool TryRun(string[] args, PartitionFunction function)
    {
        switch (args)
        {
            case ["-m", Daemon] or ["-m", Daemon, Worker]:
                WorkerHeap.Limit(daemon: true);
                WorkerDaemon.Run(function);
                return true;
            case ["-m", Worker]:
                WorkerHeap.Limit(daemon: false);
                RunOnce(function);
                return true;
            case ["-m", ..]:
                Console.Error.WriteLine($"SparkTfRecord runs conversions; it is no Python that could run '{string.Join(' ', args)}'.");
                Environment.ExitCode = 1;
                return true;
            case ["-c", ..]: // Spark asks for major and minor version this way
                Console.WriteLine("3.11");
                return true;
            case ["-V" or "-VV"]:
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"SparkTfRecord {typeof(SparkWorker).Assembly.GetName().Version}, in the place of Python 3.11"));
                return true;
            default:
                return false;
        }
    }

    static void RunOnce(PartitionFunction function)
    {
        var endPoint = WorkerEnvironment.FactoryEndPoint();
        var socket = WorkerEnvironment.NewSocket(endPoint);
        socket.Connect(endPoint);
        using var connection = new WorkerConnection(socket, function);
        connection.Introduce(WorkerEnvironment.Secret);
        connection.RunTasks();
    }
}
