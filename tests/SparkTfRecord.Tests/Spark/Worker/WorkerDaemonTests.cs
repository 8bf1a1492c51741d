using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using SparkTfRecord.Spark.Worker;

namespace SparkTfRecord.Tests.Spark.Worker;

public sealed class WorkerDaemonTests
{
    /// <summary>Who else is on the machine can connect, and ends no task of the executor by it.</summary>
    [Fact]
    public async Task Run_StrangersSendAnything_ServesSparkAllTheSame()
    {
        const string Secret = "the secret";
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "SparkTfRecord.Cli"), ["-m", "pyspark.daemon"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PYTHON_WORKER_FACTORY_SECRET"] = Secret;
        start.Environment["DOTNET_ROOT"] = Path.GetFullPath("../../..", Path.GetDirectoryName(typeof(object).Assembly.Location)!);
        using var daemon = Process.Start(start)!;
        var errors = daemon.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        using var output = new WorkerStream(daemon.StandardOutput.BaseStream);
        var port = output.ReadInt32();

        int[] lengths = [-1, int.MaxValue, int.MinValue, 1025];
        foreach (var length in lengths)
        {
            using var socket = Connect(port);
            using var stranger = new WorkerStream(new NetworkStream(socket));
            Assert.Equal(daemon.Id, stranger.ReadInt32());
            stranger.WriteInt32(length);
            stranger.Flush();
            Assert.Null(stranger.TryReadInt32());
        }
        Assert.Equal("err", Answer(port, "another secret"));
        Assert.Equal("ok", Answer(port, Secret));

        daemon.StandardInput.Close();
        await daemon.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, daemon.ExitCode);
        Assert.Equal(lengths.Length + 1, (await errors).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length); // a line for each stranger
    }

    static string Answer(int port, string secret)
    {
        using var socket = Connect(port);
        using var worker = new WorkerStream(new NetworkStream(socket));
        worker.ReadInt32();
        worker.WriteString(secret);
        worker.Flush();
        return worker.ReadString();
    }

    static Socket Connect(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Connect(IPAddress.Loopback, port);
        return socket;
    }
}
