using Google.Protobuf;
using SparkTfRecord.Records;
using SparkTfRecord.Serving.Models;
using SparkTfRecord.Serving.Protos;
using SparkTfRecord.Serving.Requests;

namespace SparkTfRecord.Serving.Checks;

/// <summary>Reads a warm-up file as TensorFlow Serving does when it loads a model, and finds what would make the load fail or warm nothing.</summary>
/// <param name="model">The model.</param>
/// <param name="batching">What is beside it about batches.</param>
sealed class WarmupCheck(SavedModelFile model, BatchingParameters batching)
{
    const string WriteAgain = "make it anew with 'sparktfrecord warmup write'";

    readonly RequestCheck _requests = new(model, batching);

    /// <summary>Number of records that could be read.</summary>
    public int Records { get; private set; }

    /// <summary>Checks a file from its first byte to its last; a record that is damaged ends it.</summary>
    /// <param name="file">The file.</param>
    /// <param name="name">Its name, for messages.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    public IReadOnlyList<WarmupFault> Run(Stream file, string name)
    {
        var faults = new List<WarmupFault>();
        using var reader = new TfRecordReader(file, Codec.None, name);
        try
        {
            for (; reader.Read(); Records++)
                faults.AddRange(Check(reader.Record).Select(f => f with { Record = Records }));
        }
        catch (InvalidDataException e)
        {
            faults.Add(new(Records, e.Message.TrimEnd('.'), WriteAgain));
        }
        if (Records > RequestPlan.MaxRequests)
            faults.Add(new(null, $"{Records} records, and the server fails to load a model with more than {RequestPlan.MaxRequests}", "write fewer rows, batch sizes or signatures"));
        return faults;
    }

    IEnumerable<WarmupFault> Check(ReadOnlyMemory<byte> record)
    {
        PredictionLog log;
        try
        {
            log = PredictionLog.Parser.ParseFrom(record.Span);
        }
        catch (InvalidProtocolBufferException)
        {
            return [new(null, "it does not parse as a PredictionLog", WriteAgain)];
        }
        return log.LogTypeCase switch
        {
            PredictionLog.LogTypeOneofCase.PredictLog => _requests.Predict(log.PredictLog.Request ?? new()),
            PredictionLog.LogTypeOneofCase.ClassifyLog => _requests.Examples(log.ClassifyLog.Request?.ModelSpec, log.ClassifyLog.Request?.Input),
            PredictionLog.LogTypeOneofCase.RegressLog => _requests.Examples(log.RegressLog.Request?.ModelSpec, log.RegressLog.Request?.Input),
            PredictionLog.LogTypeOneofCase.MultiInferenceLog => _requests.MultiInference(log.MultiInferenceLog.Request ?? new()),
            PredictionLog.LogTypeOneofCase.None => [new(null,
                "it holds no request: an empty message, or another kind such as a tf.train.Example; one server warms nothing, another fails", WriteAgain)],
            var other => [new(null, $"not every server replays a {(other == PredictionLog.LogTypeOneofCase.SessionRunLog ? "session_run_log" : "predict_streamed_log")}",
                "send a predict, classify, regress or multi-inference request")],
        };
    }
}
