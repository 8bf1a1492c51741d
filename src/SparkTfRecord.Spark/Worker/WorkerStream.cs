using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace SparkTfRecord.Spark.Worker;

/// <summary>
/// The connection between Spark and one worker: Java's big-endian integers and length-prefixed UTF-8 strings, and between them Arrow streams.
/// Both directions are buffered. The end of the connection is a <see cref="ConnectionClosedException"/> in either direction.
/// </summary>
sealed class WorkerStream(Stream connection) : Stream
{
    const int BufferLength = 64 * 1024;

    readonly BufferedStream _input = new(connection, BufferLength);
    readonly BufferedStream _output = new(connection, BufferLength);

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Reads an integer, or null when the connection ended before it began.</summary>
    public int? TryReadInt32()
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        try
        {
            bytes[0] = (byte)ReadByteOrThrow();
        }
        catch (ConnectionClosedException)
        {
            return null;
        }
        ReadExactly(bytes[1..]);
        return BinaryPrimitives.ReadInt32BigEndian(bytes);
    }

    public int ReadInt32()
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        ReadExactly(bytes);
        return BinaryPrimitives.ReadInt32BigEndian(bytes);
    }

    public long ReadInt64()
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        ReadExactly(bytes);
        return BinaryPrimitives.ReadInt64BigEndian(bytes);
    }

    public bool ReadBoolean() => ReadByteOrThrow() != 0;

    public byte[] ReadBytes(int most = int.MaxValue)
    {
        var length = ReadInt32();
        if (length < 0 || length > most)
            Throw.BadLength(length, most);
        var bytes = new byte[length];
        ReadExactly(bytes);
        return bytes;
    }

    public string ReadString(int most = int.MaxValue) => Encoding.UTF8.GetString(ReadBytes(most));

    public void WriteInt32(int value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        Write(bytes);
    }

    public void WriteString(string value)
    {
        var bytes = Encoding.UTF8.GetBytes(value);
        WriteInt32(bytes.Length);
        Write(bytes);
    }

    /// <summary>Reads at least one byte.</summary>
    public override int Read(Span<byte> buffer)
    {
        try
        {
            var read = _input.Read(buffer);
            return read > 0 || buffer.IsEmpty ? read : throw new ConnectionClosedException();
        }
        catch (Exception e) when (IsConnectionFailure(e))
        {
            throw new ConnectionClosedException(e);
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            _output.Write(buffer);
        }
        catch (Exception e) when (IsConnectionFailure(e))
        {
            throw new ConnectionClosedException(e);
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
        try
        {
            _output.Flush();
        }
        catch (Exception e) when (IsConnectionFailure(e))
        {
            throw new ConnectionClosedException(e);
        }
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    byte ReadByteOrThrow()
    {
        Span<byte> one = stackalloc byte[1];
        ReadExactly(one);
        return one[0];
    }

    static bool IsConnectionFailure(Exception e) => e is IOException { InnerException: SocketException } or SocketException or ObjectDisposedException;
}
