using SparkTfRecord.Examples;
using SparkTfRecord.Records;

namespace SparkTfRecord.Tasks;

/// <summary>Writes one shard file, whole or not at all: without <see cref="Complete"/> disposing deletes it.</summary>
sealed class ShardWriter : IDisposable
{
    /// <summary>Makes a new file; one that exists, or a missing directory, is an error.</summary>
    public ShardWriter(string path, Codec codec) => throw new NotImplementedException();

    /// <summary>Appends records [<paramref name="first"/>, <paramref name="first"/> + <paramref name="count"/>) of a block.</summary>
    public void Append(RecordBlock block, int first, int count) => throw new NotImplementedException();

    /// <summary>Finishes the file and says what it holds.</summary>
    public RecordFileSummary Complete() => throw new NotImplementedException();

    /// <summary>Deletes the file unless it is complete.</summary>
    public void Dispose() => throw new NotImplementedException();
}
