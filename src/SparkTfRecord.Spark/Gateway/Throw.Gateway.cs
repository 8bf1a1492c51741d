using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;
using SparkTfRecord.Spark.Gateway;

namespace SparkTfRecord.Spark;

static partial class Throw
{
    [DoesNotReturn]
    public static void GatewayUnreachable(int port, SocketException cause) =>
        throw new IOException($"Spark's gateway does not answer on port {port} of this machine; is this program started by spark-submit?", cause);

    [DoesNotReturn]
    public static void GatewayRefused(int port, string reply) =>
        throw new IOException($"Spark's gateway on port {port} refuses this program: {Py4J.Unescape(reply.TrimStart('x', 's'))}");

    [DoesNotReturn]
    public static void GatewayClosed(int port, IOException? cause = null) =>
        throw new IOException($"Spark's gateway on port {port} has closed the connection: the Java process of the driver has ended.", cause);

    [DoesNotReturn]
    public static void UnexpectedType(string value, Type expected) =>
        throw new InvalidOperationException($"Java returned '{(value.Length > 60 ? value[..60] + "…" : value)}' where {expected.Name} was expected.");
}
