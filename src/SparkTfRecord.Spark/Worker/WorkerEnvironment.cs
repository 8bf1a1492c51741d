using System.Net;
using System.Net.Sockets;

namespace SparkTfRecord.Spark.Worker;

/// <summary>What Spark tells a worker by environment variables (PythonWorkerFactory.scala). Spark from 4.1 on can use Unix domain sockets instead of TCP.</summary>
static class WorkerEnvironment
{
    /// <summary>What both sides must know over TCP; null over a Unix socket, which the file system protects.</summary>
    public static string? Secret => UnixSockets ? null : Required("PYTHON_WORKER_FACTORY_SECRET");

    static bool UnixSockets => Variable("PYTHON_UNIX_DOMAIN_ENABLED") is { } value && value.Equals("true", StringComparison.OrdinalIgnoreCase);

    static IPAddress Loopback => Variable("SPARK_PREFER_IPV6") is "True" ? IPAddress.IPv6Loopback : IPAddress.Loopback;

    /// <summary>Where a daemon listens: any port of the loopback address, or a new file in Spark's directory.</summary>
    public static EndPoint DaemonEndPoint() => UnixSockets
        ? new UnixDomainSocketEndPoint(Path.Combine(Required("PYTHON_WORKER_FACTORY_SOCK_DIR"), $".{Guid.NewGuid()}.sock"))
        : new IPEndPoint(Loopback, 0);

    /// <summary>Where Spark waits for a worker that it started without a daemon.</summary>
    public static EndPoint FactoryEndPoint() => UnixSockets
        ? new UnixDomainSocketEndPoint(Required("PYTHON_WORKER_FACTORY_SOCK_PATH"))
        : new IPEndPoint(Loopback, int.Parse(Required("PYTHON_WORKER_FACTORY_PORT"), System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>A stream socket of the right kind for an end point.</summary>
    public static Socket NewSocket(EndPoint endPoint) => endPoint is UnixDomainSocketEndPoint
        ? new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
        : new(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    static string Required(string name)
    {
        if (Variable(name) is { } value)
            return value;
        Throw.MissingVariable(name);
        return "";
    }

    static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
