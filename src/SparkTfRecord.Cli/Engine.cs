using SparkTfRecord.Cli.Output;
using SparkTfRecord.Parquet;
using SparkTfRecord.Planning;
using SparkTfRecord.Serving;
using SparkTfRecord.Spark;

namespace SparkTfRecord.Cli;

/// <summary>Puts the parts together.</summary>
static class Engine
{
    /// <summary>The engine of one machine: Parquet files, local storage, warm-up files.</summary>
    public static Converter Local() => new(new ParquetInputFormat(), new WarmupWriter());

    /// <summary>Converts where the program was started: on Spark under spark-submit, else on this machine.</summary>
    public static ConversionResult Convert(Job job, IProgress<ConversionProgress> progress, Session session, bool quiet) =>
        SparkConverter.IsDriver ? OnSpark(session, quiet).Convert(job, progress, session.Stop) : Local().Convert(job, progress, session.Stop);

    /// <summary>Plans where the program was started.</summary>
    /// <returns>The plan, and in words what would carry it out.</returns>
    public static (ConversionPlan Plan, string Engine) Plan(Job job, Session session)
    {
        if (SparkConverter.IsDriver)
            return OnSpark(session, quiet: false).Plan(job, session.Stop);
        var plan = Local().Plan(job, session.Stop);
        var threads = Math.Min(plan.Job.Engine.Threads ?? Environment.ProcessorCount, Math.Max(plan.Tasks.Count, 1));
        return (plan, $"local, {Units.Count(threads, "thread")} for {Units.Count(plan.Tasks.Count, "task")}; not started by spark-submit");
    }

    static SparkConverter OnSpark(Session session, bool quiet) =>
        new(new ParquetInputFormat(), new WarmupWriter(), quiet ? null : line => session.Error.WriteLine($"sparktfrecord: {OneLine.Of(line)}"));
}
