using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SparkTfRecord.Spark.Gateway;

/// <summary>One connection to Py4J's gateway server on this machine: commands and replies as lines of text, one after the other. Thread-safe, by turns.</summary>
sealed class Py4JConnection : IDisposable
{
    const int ReleaseTogether = 100;

    readonly int _port;
    readonly Lock _turn = new();
    readonly ConcurrentQueue<string> _released = [];
    readonly TcpClient _client;
    readonly StreamReader _reader;
    readonly StreamWriter _writer;

    /// <summary>Connects.</summary>
    /// <exception cref="IOException">Nothing listens there, or the secret is wrong.</exception>
    public Py4JConnection(int port, string secret)
    {
        _port = port;
        _client = Connect(port);
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        _reader = new(_client.GetStream(), utf8, false, 64 * 1024);
        _writer = new(_client.GetStream(), utf8, 64 * 1024) { NewLine = "\n" };
        Authenticate(secret);
    }

    public void Dispose() => _client.Dispose();

    /// <summary>Lets Java forget an object, with one of the next commands.</summary>
    public void ReleaseLater(string id) => _released.Enqueue(id);

    /// <summary>Sends a command, after what is to be released.</summary>
    /// <returns>The reply: success or error, and a value.</returns>
    /// <exception cref="IOException">The Java process is gone.</exception>
    public string Send(string command, string lines, ReadOnlySpan<JavaArgument> arguments)
    {
        lock (_turn)
        {
            try
            {
                var releases = WriteReleases();
                WriteCommand(command, lines, arguments);
                _writer.Flush();
                for (; releases > 0; releases--)
                    ReadReply();
                return ReadReply();
            }
            catch (IOException e) when (e.InnerException is SocketException)
            {
                Throw.GatewayClosed(_port, e);
                return null;
            }
        }
    }

    /// <summary>Many together: the reply to a second command in one packet waits for the first one's acknowledgement, 40 ms.</summary>
    int WriteReleases()
    {
        var count = 0;
        for (; _released.Count + count >= ReleaseTogether && _released.TryDequeue(out var id); count++)
            WriteCommand(Py4J.Release, id, []);
        return count;
    }

    void WriteCommand(string command, string lines, ReadOnlySpan<JavaArgument> arguments)
    {
        _writer.WriteLine(command);
        _writer.WriteLine(lines);
        foreach (var argument in arguments)
            _writer.WriteLine(argument.ToString());
        _writer.WriteLine(Py4J.End);
    }

    string ReadReply()
    {
        var line = _reader.ReadLine();
        if (line is not [Py4J.Reply, ..])
            Throw.GatewayClosed(_port);
        return line[1..];
    }

    void Authenticate(string secret)
    {
        _writer.WriteLine(Py4J.Authenticate);
        _writer.WriteLine(secret);
        _writer.Flush();
        var reply = ReadReply();
        if (reply is not [Py4J.Success, ..])
            Throw.GatewayRefused(_port, reply);
    }

    static TcpClient Connect(int port)
    {
        var client = new TcpClient { NoDelay = true };
        try
        {
            client.Connect(IPAddress.Loopback, port);
            return client;
        }
        catch (SocketException e)
        {
            client.Dispose();
            Throw.GatewayUnreachable(port, e);
            return null;
        }
    }
}
