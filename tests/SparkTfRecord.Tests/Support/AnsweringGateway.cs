using System.Net;
using System.Net.Sockets;

namespace SparkTfRecord.Tests.Support;

/// <summary>A gateway server that gives one answer to each command, as no Spark at hand does.</summary>
sealed class AnsweringGateway : IDisposable
{
    readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    /// <summary>Starts it.</summary>
    /// <param name="answer">From a command, its lines joined by blanks, to Py4J's value, or with an x before it to an error.</param>
    public AnsweringGateway(Func<string, string> answer)
    {
        _listener.Start();
        new Thread(() => Serve(answer)) { IsBackground = true }.Start();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public void Dispose() => _listener.Dispose();

    void Serve(Func<string, string> answer)
    {
        using var client = _listener.AcceptTcpClient();
        using var reader = new StreamReader(client.GetStream());
        using var writer = new StreamWriter(client.GetStream()) { AutoFlush = true };
        reader.ReadLine();
        reader.ReadLine(); // the secret
        writer.Write("!yv\n");
        var lines = new List<string>();
        while (reader.ReadLine() is { } line)
        {
            if (line == "e" && lines is not ["a"]) // of an array it asks for the length
            {
                var reply = answer(string.Join(' ', lines));
                writer.Write($"!{(reply.StartsWith('x') ? "" : "y")}{reply}\n");
                lines.Clear();
            }
            else
            {
                lines.Add(line);
            }
        }
    }
}
