using SparkTfRecord.Planning;
using SparkTfRecord.Storage;

namespace SparkTfRecord.Tasks;

/// <summary>The whole way of a job: plan → tasks → reports → commit.</summary>
sealed class Converter(IInputFormat format, IStorage storage, IWarmupWriter? warmup)
{
    /// <summary>Plans the job and writes nothing.</summary>
    public ConversionPlan Plan(Job job, CancellationToken cancellationToken) => new Planner(format, storage).Plan(job, cancellationToken);

    /// <summary>Converts. The output directory holds the old data set or the new one, whatever happens.</summary>
    /// <exception cref="PlanException">Nothing was written.</exception>
    /// <exception cref="InvalidDataException">The input is damaged or a row cannot be converted.</exception>
    /// <exception cref="IOException">The storage failed.</exception>
    /// <exception cref="OutputInUseException">Another job is writing to the output.</exception>
    public ConversionResult Convert(Job job, IConversionProgress? progress, CancellationToken cancellationToken)
    {
        _ = warmup;
        throw new NotImplementedException();
    }
}

/// <summary>Makes the file that TensorFlow Serving replays, from the rows that the job's warm-up section asks for.</summary>
interface IWarmupWriter
{
    /// <summary>Checks the job's warm-up section against the columns; one line a problem.</summary>
    IReadOnlyList<string> Check(WarmupOptions options, IReadOnlyList<TableColumn> columns);

    /// <summary>Writes <c>tf_serving_warmup_requests</c> for the chosen rows.</summary>
    /// <exception cref="InvalidDataException">A chosen row holds a value that its input cannot take, or the input has no such row.</exception>
    WarmupFile Write(WarmupOptions options, ConversionPlan plan, IInputFormat format, CancellationToken cancellationToken);
}

/// <summary>A warm-up file, not yet written.</summary>
/// <param name="Content">The bytes of the whole file.</param>
/// <param name="Requests">Number of requests in it.</param>
/// <param name="Warnings">What the user should know, one line each: values sent in clear, nulls sent as zeros, lists cut.</param>
sealed record WarmupFile(byte[] Content, int Requests, IReadOnlyList<string> Warnings);

/// <summary>Hears how a conversion goes on.</summary>
interface IConversionProgress : ITaskProgress
{
    /// <summary>Planning is done; the tasks start.</summary>
    void Started(ConversionPlan plan);
}

/// <summary>What a conversion made.</summary>
sealed record ConversionResult
{
    /// <summary>The data set's directory.</summary>
    public required string Path { get; init; }

    /// <summary>False when mode ignore found a data set and nothing was done.</summary>
    public required bool Written { get; init; }

    /// <summary>The plan that was carried out; null when nothing was done.</summary>
    public ConversionPlan? Plan { get; init; }

    /// <summary>Names of the shards that this job wrote, in order.</summary>
    public IReadOnlyList<string> Shards { get; init; } = [];

    /// <summary>Input rows read.</summary>
    public long Rows { get; init; }

    /// <summary>Records written.</summary>
    public long Records { get; init; }

    /// <summary>Bytes of all shards this job wrote.</summary>
    public long Bytes { get; init; }

    /// <summary>Requests in the warm-up file, 0 without one.</summary>
    public int WarmupRequests { get; init; }

    /// <summary>One line each, to be shown to the user.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Wall time of the whole job.</summary>
    public TimeSpan Duration { get; init; }
}

/// <summary>A live job holds the output directory. Exit code 75: worth another try.</summary>
sealed class OutputInUseException(string message) : IOException(message);
