using SparkTfRecord.Planning;

namespace SparkTfRecord.Tasks;

/// <summary>Makes the file that TensorFlow Serving replays, from the rows that the job's warm-up section asks for.</summary>
interface IWarmupWriter
{
    /// <summary>Checks the job's warm-up section against the plan; one line a problem.</summary>
    IReadOnlyList<string> Check(WarmupOptions options, ConversionPlan plan);

    /// <summary>Reads chosen rows and makes the files of <c>_warmup</c> of them.</summary>
    /// <param name="options">The job's warm-up section, which <see cref="Check"/> has passed.</param>
    /// <param name="plan">The plan of the rows.</param>
    /// <param name="rows">0-based rows of the whole input, in the order in which they are sent.</param>
    /// <param name="format">The format of the input.</param>
    /// <param name="cancellationToken">Checked at every batch.</param>
    /// <exception cref="InvalidDataException">A row holds a value that its input cannot take.</exception>
    WarmupFiles Write(WarmupOptions options, ConversionPlan plan, IReadOnlyList<long> rows, IInputFormat format, CancellationToken cancellationToken);

    /// <summary>Makes them of sampled rows; those with a value that its input cannot take are left out.</summary>
    /// <param name="options">The job's warm-up section, which <see cref="Check"/> has passed.</param>
    /// <param name="plan">The plan of the rows.</param>
    /// <param name="sample">The rows in the order in which they are sent, with their columns.</param>
    WarmupFiles Write(WarmupOptions options, ConversionPlan plan, IReadOnlyList<SampledRow> sample);
}

/// <summary>What belongs into a data set's <c>_warmup</c>, not yet written.</summary>
/// <param name="Rows">The bytes of the Arrow file with the rows, masked: what <c>warmup write</c> makes requests of when the model is there.</param>
/// <param name="Requests">The bytes of <c>tf_serving_warmup_requests</c>; null where neither a model nor inputs say what the requests hold.</param>
/// <param name="Count">Number of requests.</param>
/// <param name="Warnings">What the user should know, one line each: values sent in clear, nulls sent as zeros, lists cut.</param>
sealed record WarmupFiles(byte[] Rows, byte[]? Requests, int Count, IReadOnlyList<string> Warnings)
{
    /// <summary>The directory for them in a data set's.</summary>
    public const string Directory = "_warmup";

    /// <summary>The name of the file of rows.</summary>
    public const string RowsName = "rows.arrow";

    /// <summary>The name that TensorFlow Serving expects of the requests.</summary>
    public const string RequestsName = "tf_serving_warmup_requests";
}
