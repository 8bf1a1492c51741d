using SparkTfRecord.Records;

namespace SparkTfRecord.Tasks;

/// <summary>Writes one shard file, whole or not at all: without <see cref="Complete"/> disposing deletes it.</summary>
/// <remarks>It writes to the final name at once: a staging directory is where shards become visible only when all are complete.</remarks>
/// <param name="path">The new file; one that exists, or a missing directory, is an error.</param>
/// <param name="codec">Its compression.</param>
sealed class ShardWriter(string path, Codec codec) : IDisposable
{
    readonly RecordFileWriter _file = new(path, codec);
    long _records;

    /// <summary>Appends records that are framed already.</summary>
    /// <exception cref="IOException">The file could not be written; the message names it.</exception>
    public void Append(ReadOnlySpan<byte> framed, int count)
    {
        _file.Append(framed);
        _records += count;
    }

    /// <summary>Finishes the file and says what it holds.</summary>
    public RecordFileSummary Complete()
    {
        var (length, crc) = _file.Complete();
        return new(_records, length, crc);
    }

    /// <summary>Deletes the file unless it is complete.</summary>
    public void Dispose() => _file.Dispose();
}
