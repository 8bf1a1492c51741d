using System.Buffers.Binary;
using System.Buffers.Text;
using SparkTfRecord.Records;

namespace SparkTfRecord.Tasks;

/// <summary>Writes where the records of a shard are: a line for each, <c>offset size</c>, of the framed record in bytes, as DALI's tfrecord2idx does. Without <see cref="Complete"/> disposing deletes the file.</summary>
sealed class RecordIndexWriter(string path) : IDisposable
{
    const int LongestLine = 2 * 20 + 2;

    readonly RecordFileWriter _file = new(path, Codec.None);
    long _offset;

    /// <summary>Adds records that are framed already.</summary>
    /// <exception cref="IOException">The file could not be written; the message names it.</exception>
    public void Append(ReadOnlySpan<byte> framed)
    {
        Span<byte> line = stackalloc byte[LongestLine];
        while (!framed.IsEmpty)
        {
            var size = checked((int)BinaryPrimitives.ReadInt64LittleEndian(framed)) + RecordFraming.HeaderLength + RecordFraming.FooterLength;
            Utf8Formatter.TryFormat(_offset, line, out var length);
            line[length++] = (byte)' ';
            Utf8Formatter.TryFormat(size, line[length..], out var digits);
            length += digits;
            line[length++] = (byte)'\n';
            _file.Append(line[..length]);
            _offset += size;
            framed = framed[size..];
        }
    }

    /// <summary>Finishes the file and returns its length.</summary>
    public long Complete() => _file.Complete().Length;

    public void Dispose() => _file.Dispose();
}
