using SparkTfRecord.Planning;

namespace SparkTfRecord.Tasks;

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
