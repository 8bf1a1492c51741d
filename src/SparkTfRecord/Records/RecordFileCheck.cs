using SparkTfRecord.Examples;
using SparkTfRecord.Examples.Sequences;

namespace SparkTfRecord.Records;

/// <summary>Reads a TFRecord file from end to end: every length, every CRC, and every record's wire format where it has one.</summary>
static class RecordFileCheck
{
    /// <summary>Checks one file.</summary>
    /// <exception cref="InvalidDataException">The first fault, with file, record number and byte offset.</exception>
    public static RecordFileSummary Run(string path, Codec codec, RecordType recordType, CancellationToken cancellationToken)
    {
        using var file = new Crc32CStream(TfRecordReader.Open(path, codec));
        using var reader = new TfRecordReader(file, codec, path);
        var check = CheckOf(recordType);
        while (reader.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                check?.Invoke(reader.Record);
            }
            catch (InvalidDataException e)
            {
                Throw.NotAnExample(reader.Place(reader.Count - 1), e);
            }
        }
        return new(reader.Count, file.Length, file.Crc32C);
    }

    static Action<ReadOnlyMemory<byte>>? CheckOf(RecordType recordType) => recordType switch
    {
        RecordType.Example => new ExampleCheck().Check,
        RecordType.SequenceExample => new ExampleCheck(new FeatureListsCheck()).Check,
        _ => null,
    };
}

/// <summary>What a whole file holds.</summary>
/// <param name="Records">Number of records.</param>
/// <param name="Bytes">Length of the file as it is stored.</param>
/// <param name="Crc32C">CRC-32C (not masked) of the file as it is stored.</param>
sealed record RecordFileSummary(long Records, long Bytes, uint Crc32C);
