using System.Net.Sockets;

namespace SparkTfRecord.Spark.Worker;

/// <summary>One connection from Spark: introduces the worker, then runs one task after the other until Spark closes it.</summary>
sealed class WorkerConnection(Socket socket, PartitionFunction function) : IDisposable
{
    const int LongestSecret = 1024;

    readonly WorkerStream _stream = new(new NetworkStream(socket));

    /// <summary>As a daemon's worker: process id first, then the secret that Spark must know. Over a Unix socket there is none.</summary>
    public void Accept(string? secret)
    {
        _stream.WriteInt32(Environment.ProcessId);
        _stream.Flush();
        if (secret is null)
            return;
        var known = _stream.ReadString(LongestSecret) == secret; // anybody on this machine may have connected
        _stream.WriteString(known ? "ok" : "err");
        _stream.Flush();
        if (!known)
            Throw.WrongSecret();
    }

    /// <summary>As a worker that Spark waits for: the secret first, then the process id.</summary>
    public void Introduce(string? secret)
    {
        if (secret is not null)
        {
            _stream.WriteString(secret);
            _stream.Flush();
            if (_stream.ReadString() != "ok")
                Throw.WrongSecret();
        }
        _stream.WriteInt32(Environment.ProcessId);
        _stream.Flush();
    }

    /// <summary>Runs tasks until Spark closes the connection or one fails.</summary>
    public void RunTasks()
    {
        try
        {
            while (RunTask())
            {
            }
        }
        catch (ConnectionClosedException)
        {
            // Spark no longer wants what this task would have made; it tells no reason.
        }
    }

    public void Dispose()
    {
        _stream.Dispose();
        socket.Dispose();
    }

    bool RunTask()
    {
        try
        {
            if (TaskHeaderReader.TryRead(_stream) is not { } header)
                return false;
            using var watch = new CancellationWatch(socket);
            using var input = new PartitionInput(_stream, watch.Start);
            return Reply(function(header, input, watch.Token));
        }
        catch (Exception e) when (e is not ConnectionClosedException)
        {
            ReplyFailure(e);
            return false;
        }
    }

    /// <summary>No timing data (-3): every version takes its absence, and its layout differs between them.</summary>
    bool Reply(IReadOnlyList<string> rows)
    {
        _stream.WriteInt32(SpecialLength.StartArrowStream);
        ReportStream.Write(_stream, rows);
        _stream.WriteInt32(SpecialLength.EndOfDataSection);
        _stream.WriteInt32(0); // accumulator updates
        _stream.WriteInt32(SpecialLength.EndOfStream); // ready for another task
        _stream.Flush();
        return true;
    }

    /// <summary>The message first, since Spark shows the text from its beginning and cuts where it likes.</summary>
    void ReplyFailure(Exception e)
    {
        Console.Error.WriteLine(e is OperationCanceledException ? "SparkTfRecord worker: Spark has cancelled a task." : e);
        _stream.WriteInt32(SpecialLength.ExceptionThrown);
        _stream.WriteString(WorkerFailure.Describe(e));
        _stream.Flush();
        DrainUntilClosed();
    }

    /// <summary>Closing over unread input would reset the connection, and Spark might lose the message.</summary>
    void DrainUntilClosed()
    {
        socket.Shutdown(SocketShutdown.Send);
        _stream.CopyTo(Stream.Null);
    }
}
