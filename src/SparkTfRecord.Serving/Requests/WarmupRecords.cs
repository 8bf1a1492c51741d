using Google.Protobuf;
using SparkTfRecord.Records;
using SparkTfRecord.Serving.Protos;

namespace SparkTfRecord.Serving.Requests;

/// <summary>Frames requests as the uncompressed TFRecord file that TensorFlow Serving reads.</summary>
static class WarmupRecords
{
    /// <summary>The bytes of the file.</summary>
    public static byte[] Write(IEnumerable<PredictionLog> requests)
    {
        var file = new MemoryStream();
        Span<byte> framing = stackalloc byte[RecordFraming.HeaderLength];
        foreach (var request in requests)
        {
            var record = request.ToByteArray();
            RecordFraming.WriteHeader(framing, record.Length);
            file.Write(framing);
            file.Write(record);
            RecordFraming.WriteFooter(framing, record);
            file.Write(framing[..RecordFraming.FooterLength]);
        }
        return file.ToArray();
    }
}
