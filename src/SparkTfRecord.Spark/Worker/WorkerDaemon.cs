using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace SparkTfRecord.Spark.Worker;

/// <summary>
/// The process that Spark keeps per executor and asks for workers by connecting to it. Workers are threads of this process: they share
/// the runtime, and tables that a task builds. So a process id says nothing about a worker, and Spark's requests to kill one, which come over
/// standard input, are left alone: Spark closes the worker's connection as well, and that ends its task.
/// </summary>
static class WorkerDaemon
{
    const int Backlog = 1024;

    /// <summary>Serves until standard input ends, because the executor is gone, or until SIGTERM, by which an executor ends it in good order.</summary>
    public static void Run(PartitionFunction function)
    {
        var endPoint = WorkerEnvironment.DaemonEndPoint();
        var secret = WorkerEnvironment.Secret;
        var listener = WorkerEnvironment.NewSocket(endPoint); // never closed: that would be an error in the thread that accepts, and the process a crashed one
        listener.Bind(endPoint);
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => DeleteSocket(endPoint)); // and then the signal does what it always does
        listener.Listen(Backlog);
        ReportAddress(listener.LocalEndPoint!);
        StartThread("accept", () => AcceptAll(listener, secret, function));
        WaitForEndOfInput();
        DeleteSocket(endPoint);
    }

    static void DeleteSocket(EndPoint endPoint)
    {
        if (endPoint is UnixDomainSocketEndPoint)
            File.Delete(endPoint.ToString()!);
    }

    /// <summary>The first bytes on standard output are where to connect to: a port, or the length and path of a socket file.</summary>
    static void ReportAddress(EndPoint address)
    {
        using var output = new WorkerStream(Console.OpenStandardOutput());
        if (address is IPEndPoint ip)
            output.WriteInt32(ip.Port);
        else
            output.WriteString(address.ToString()!);
        output.Flush();
    }

    static void AcceptAll(Socket listener, string? secret, PartitionFunction function)
    {
        while (true)
        {
            var socket = listener.Accept();
            StartThread("task", () => Serve(socket, secret, function));
        }
    }

    static void Serve(Socket socket, string? secret, PartitionFunction function)
    {
        using var connection = new WorkerConnection(socket, function);
        try
        {
            connection.Accept(secret);
            connection.RunTasks();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            Console.Error.WriteLine($"SparkTfRecord worker: {e.Message}");
        }
    }

    static void WaitForEndOfInput()
    {
        using var input = Console.OpenStandardInput();
        var request = new byte[sizeof(int)];
        while (input.Read(request) > 0)
        {
        }
    }

    static void StartThread(string name, Action body) => new Thread(() => body()) { IsBackground = true, Name = name }.Start();
}
