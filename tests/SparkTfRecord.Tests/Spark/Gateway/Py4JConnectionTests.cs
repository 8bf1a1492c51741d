using System.Net;
using System.Net.Sockets;
using SparkTfRecord.Spark.Gateway;

namespace SparkTfRecord.Tests.Spark.Gateway;

public sealed class Py4JConnectionTests
{
    [Fact]
    public async Task Send_ConnectionReset_SaysWhoseItWas()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var java = Task.Run(() => Welcome(listener), TestContext.Current.CancellationToken);
        using var connection = new Py4JConnection(port, "secret");
        (await java).Close();

        var e = Assert.Throws<IOException>(() => connection.Send(Py4J.Call, "o1\nsize", []));
        Assert.StartsWith($"Spark's gateway on port {port} has closed the connection", e.Message, StringComparison.Ordinal);
        Assert.NotNull(e.InnerException);
    }

    /// <summary>A connection that ends as that of a process that is killed with something unread.</summary>
    static TcpClient Welcome(TcpListener listener)
    {
        var client = listener.AcceptTcpClient();
        client.LingerState = new(true, 0);
        client.GetStream().Write("!yv\n"u8);
        return client;
    }
}
