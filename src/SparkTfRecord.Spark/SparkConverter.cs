using SparkTfRecord.Planning;
using SparkTfRecord.Spark.Driver;
using SparkTfRecord.Spark.Gateway;
using SparkTfRecord.Storage;
using SparkTfRecord.Tasks;

namespace SparkTfRecord.Spark;

/// <summary>Converts on the Spark that started this process: the same plan, tasks and commit as <see cref="Converter"/>, with the tasks on Spark's executors.</summary>
/// <remarks>
/// <code>
/// if (SparkWorker.TryRun(args, new ParquetInputFormat()))
///     return; // an executor started this process
/// var result = new SparkConverter(new ParquetInputFormat()).Convert(job);
/// </code>
/// <para>spark-submit starts the program in the place of Python: <c>spark-submit --conf spark.pyspark.driver.python=PROGRAM any.py</c>, where any.py, which must exist, is the program's first argument.</para>
/// <para>Parquet files that executors can open are read by the workers themselves, and the shards are those of <see cref="Converter"/> byte for byte; everything else comes through Spark, in its order.</para>
/// <para>The output is on HDFS, or on a mounted filesystem that driver and executors share.</para>
/// <para>Not supported: a process that spark-submit did not start; outputs in object stores; several conversions at once.</para>
/// </remarks>
public sealed class SparkConverter
{
    readonly IInputFormat _format;
    readonly IStorage _storage;
    readonly IWarmupWriter? _warmup;
    readonly Action<string> _log;

    /// <summary>A converter on the Spark that started this process.</summary>
    /// <param name="format">The format of the files that workers open themselves: <c>ParquetInputFormat</c> of SparkTfRecord.Parquet.</param>
    /// <param name="warmup">Makes the warm-up files that a job may ask for: <c>WarmupWriter</c> of SparkTfRecord.Serving; null: such jobs are refused.</param>
    /// <param name="log">Hears one line about the way that is taken; null: nobody does.</param>
    public SparkConverter(IInputFormat format, IWarmupWriter? warmup = null, Action<string>? log = null) : this(format, new LocalStorage(), warmup, log)
    {
    }

    internal SparkConverter(IInputFormat format, IStorage storage, IWarmupWriter? warmup, Action<string>? log)
    {
        ArgumentNullException.ThrowIfNull(format);
        (_format, _storage, _warmup, _log) = (format, storage, warmup, log ?? (_ => { }));
    }

    /// <summary>Whether spark-submit started this process as its driver.</summary>
    public static bool IsDriver => SparkApplication.IsDriver;

    /// <summary>Converts, as <see cref="Converter.Convert"/> does on one machine. A job that cannot be planned without Spark does not start it; when it is done, the application ends.</summary>
    /// <param name="job">What to convert, into what; <c>Engine.Mode</c> says who reads the input.</param>
    /// <param name="progress">Hears how far it is; null: nobody does.</param>
    /// <param name="cancellationToken">Stops the job; nothing is published then.</param>
    /// <exception cref="PlanException">All that is wrong with the job; nothing was written.</exception>
    /// <exception cref="InvalidDataException">The input is damaged or a row cannot be converted.</exception>
    /// <exception cref="IOException">The storage failed, or Spark did.</exception>
    /// <exception cref="UnauthorizedAccessException">The storage forbids it.</exception>
    /// <exception cref="NotSupportedException">Spark cannot send a column to workers, or is of a version that is not known.</exception>
    /// <exception cref="OutputInUseException">Another job is writing to the output.</exception>
    public ConversionResult Convert(Job job, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(job);
        return OnSpark(job, (files, start) => Convert(job, files, start, progress, cancellationToken));
    }

    /// <summary>Plans as <see cref="Convert(Job, IProgress{ConversionProgress}?, CancellationToken)"/> would, and writes nothing.</summary>
    /// <returns>The plan, and in words what would carry it out.</returns>
    internal (ConversionPlan Plan, string Engine) Plan(Job job, CancellationToken cancellationToken) => OnSpark(job, (files, start) => Plan(job, files, start, cancellationToken));

    /// <summary>The same on an application that is started when first asked for.</summary>
    internal ConversionResult Convert(Job job, DefaultFileSystem files, Func<SparkApplication> start, IProgress<ConversionProgress>? progress, CancellationToken cancellationToken)
    {
        using var output = SparkOutput.Of(job, files, _storage);
        using var way = JobWay.Of(output.Job, files, start, _format, output.Storage, _warmup, cancellationToken);
        _log(way.Choice.ToString());
        return way.Converter.Convert(output.Job, progress, cancellationToken);
    }

    internal (ConversionPlan Plan, string Engine) Plan(Job job, DefaultFileSystem files, Func<SparkApplication> start, CancellationToken cancellationToken)
    {
        using var output = SparkOutput.Of(job, files, _storage);
        using var way = JobWay.Of(output.Job, files, start, _format, output.Storage, _warmup, cancellationToken);
        return (way.Converter.Plan(output.Job, cancellationToken), $"Spark, {way.Choice}");
    }

    static T OnSpark<T>(Job job, Func<DefaultFileSystem, Func<SparkApplication>, T> work)
    {
        using var gateway = SparkApplication.Connect();
        SparkApplication? application = null;
        SparkApplication Start() => application ??= SparkApplication.Start(gateway, catalog: job.Input.Paths.Count == 0);
        try
        {
            var result = work(DefaultFileSystem.Of(gateway), Start);
            Start(); // On YARN a driver that ends well without ever having had a context has failed; plans and mode ignore may have needed none.
            return result;
        }
        catch (JavaException e)
        {
            Throw.SparkFailed(e);
            return default;
        }
        finally
        {
            application?.Dispose();
        }
    }
}
