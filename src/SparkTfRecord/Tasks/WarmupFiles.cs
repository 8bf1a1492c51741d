namespace SparkTfRecord.Tasks;

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
