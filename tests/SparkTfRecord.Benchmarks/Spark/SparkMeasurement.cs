using System.Globalization;

namespace SparkTfRecord.Benchmarks.Spark;

/// <summary>What a step took.</summary>
/// <param name="Set">The sample set.</param>
/// <param name="Step">What was done with it.</param>
/// <param name="Seconds">Wall time.</param>
/// <param name="CpuSeconds">CPU time of all processes.</param>
/// <param name="WorkerMegabytes">Peak resident memory of a worker in the step, MiB; 0: not looked at.</param>
sealed record SparkMeasurement(string Set, string Step, double Seconds, double CpuSeconds, double WorkerMegabytes)
{
    const string Prefix = "measured";

    /// <summary>As a line among those of Spark.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Prefix}\t{Set}\t{Step}\t{Seconds}\t{CpuSeconds}\t{WorkerMegabytes}");

    /// <summary>Reads such a line; null: it is another one.</summary>
    public static SparkMeasurement? Parse(string line) => line.Split('\t') is [Prefix, var set, var step, var seconds, var cpu, var memory]
        ? new(set, step, Number(seconds), Number(cpu), Number(memory))
        : null;

    static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
