using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Apache.Arrow;
using Apache.Arrow.Ipc;
using SparkTfRecord.Spark.Worker;
using SparkTfRecord.Tasks;
using SparkTfRecord.Tests.Support;

namespace SparkTfRecord.Tests.Spark.Worker;

/// <summary>Replays what Spark 3.3.4 to 4.3.0 really sent (tests/golden/spark-frames): three tasks on one connection, ids 0–1, 2–4, 5–7.</summary>
public sealed class RecordedFramesTests
{
    public static TheoryData<string> Recordings => [.. Directory.GetFiles(Golden.Path("spark-frames"), "*.in").Select(f => Path.GetFileNameWithoutExtension(f)).Order()];

    [Fact]
    public void Recordings_AreThere() => Assert.Equal(9, Recordings.Count);

    [Theory, MemberData(nameof(Recordings))]
    public void RunTasks_Recording_HandsOverEveryRowAndHeader(string recording)
    {
        var tasks = new List<(TaskHeader Header, string Rows)>();
        Replay(recording, (header, input, _) =>
        {
            tasks.Add((header, string.Join('\n', ReadRows(input))));
            return [];
        });
        Assert.Equal(3, tasks.Count);
        Assert.Equal([0, 1, 2], tasks.Select(t => t.Header.Partition));
        Assert.All(tasks, t => Assert.Equal(0, t.Header.Attempt));
        Assert.Equal(3, tasks.Select(t => t.Header.AttemptId).Distinct().Count());
        Assert.All(tasks, t => Assert.StartsWith("{", Encoding.UTF8.GetString(t.Header.Command), StringComparison.Ordinal));
        Assert.Equal("0 True 0 0 s0 null [0,0] [x,0]\n1 False 1 1 s1 1 [1,2] [x,1]", tasks[0].Rows);
        Assert.Equal("2 False 2 2 s2 null [2,4] [x,2]\n3 True 3 3 s3 3 [3,6] [x,3]\n4 False 4 4 s4 null [4,8] [x,4]", tasks[1].Rows);
        Assert.Equal("5 False 5 5 s5 5 [5,10] [x,5]\n6 True 6 6 s6 null [6,12] [x,6]\n7 False 7 7 s7 7 [7,14] [x,7]", tasks[2].Rows);
    }

    [Theory, MemberData(nameof(Recordings))]
    public void RunTasks_Recording_RepliesInTheAcceptedLayout(string recording)
    {
        var reply = Replay(recording, (header, input, _) =>
        {
            while (input.ReadNext() is not null)
            {
            }
            return [$"partition {header.Partition}"];
        });
        using var stream = new WorkerStream(new MemoryStream(reply));
        Assert.Equal(Environment.ProcessId, stream.ReadInt32());
        if (!IsUnixSocket(recording))
            Assert.Equal("ok", stream.ReadString());
        for (var partition = 0; partition < 3; partition++)
        {
            Assert.Equal(-6, stream.ReadInt32());
            Assert.Equal($"partition {partition}", Assert.Single(ReadReport(stream)));
            Assert.Equal(-1, stream.ReadInt32());
            Assert.Equal(0, stream.ReadInt32());
            Assert.Equal(-4, stream.ReadInt32());
        }
        Assert.Null(stream.TryReadInt32());
    }

    [Theory, MemberData(nameof(Recordings))]
    public void RunTasks_FunctionFails_SendsItsMessageFirst(string recording)
    {
        var reply = Replay(recording, (_, _, _) => throw new InvalidDataException("row 7: too long"));
        using var stream = new WorkerStream(new MemoryStream(reply));
        stream.ReadInt32();
        if (!IsUnixSocket(recording))
            stream.ReadString();
        Assert.Equal(-2, stream.ReadInt32());
        var text = stream.ReadString();
        Assert.StartsWith("SparkTfRecord: row 7: too long\n", text, StringComparison.Ordinal);
        Assert.Equal("row 7: too long", WorkerFailure.Find($"Job aborted due to stage failure: PythonException: {text}\nDriver stacktrace:"));
        Assert.Null(stream.TryReadInt32());
    }

    [Fact]
    public void RunTasks_ConnectionCutAnywhere_EndsWithoutAReply()
    {
        var input = File.ReadAllBytes(Golden.Path("spark-frames/4.3.0.in"));
        for (var length = SecretLength; length < 6000; length += 61)
            Assert.InRange(Replay(input.AsSpan(0, length), input, (_, rows, _) => { while (rows.ReadNext() is not null) { } return []; }).Length, 10, 10);
    }

    const int SecretLength = sizeof(int) + 64;

    static bool IsUnixSocket(string recording) => recording.EndsWith("-unix-socket", StringComparison.Ordinal);

    static byte[] Replay(string recording, PartitionFunction function)
    {
        var input = File.ReadAllBytes(Golden.Path($"spark-frames/{recording}.in"));
        return Replay(input, IsUnixSocket(recording) ? null : input, function);
    }

    /// <summary>Plays Spark's side against a worker in this process.</summary>
    /// <returns>All that the worker sent.</returns>
    static byte[] Replay(ReadOnlySpan<byte> input, byte[]? secretFrom, PartitionFunction function)
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        using var spark = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        spark.Connect(listener.LocalEndPoint!);
        var worker = Task.Factory.StartNew(() =>
        {
            using var connection = new WorkerConnection(listener.Accept(), function);
            connection.Accept(secretFrom is null ? null : Encoding.ASCII.GetString(secretFrom, sizeof(int), BinaryPrimitives.ReadInt32BigEndian(secretFrom)));
            connection.RunTasks();
        }, TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        using var stream = new NetworkStream(spark);
        stream.Write(input);
        spark.Shutdown(SocketShutdown.Send);
        var reply = new MemoryStream();
        stream.CopyTo(reply);
        worker.GetAwaiter().GetResult();
        return reply.ToArray();
    }

    static IEnumerable<string?> ReadReport(WorkerStream stream)
    {
        using var reader = new ArrowStreamReader(stream, leaveOpen: true);
        while (reader.ReadNextRecordBatch() is { } batch)
        {
            var report = (StringArray)((StructArray)batch.Column(0)).Fields[0];
            for (var i = 0; i < report.Length; i++)
                yield return report.GetString(i);
        }
    }

    static IEnumerable<string> ReadRows(IRecordBatchSource input)
    {
        Assert.Equal(["id", "b", "f", "d", "s", "n", "l", "t"], input.Schema.FieldsList.Select(f => f.Name));
        while (input.ReadNext() is { } batch)
        {
            for (var row = 0; row < batch.Length; row++)
                yield return string.Join(' ', batch.Arrays.Select(a => Text(a, row)));
        }
    }

    static string Text(IArrowArray array, int i) => array.IsNull(i) ? "null" : array switch
    {
        Int64Array a => $"{a.GetValue(i)}",
        BooleanArray a => $"{a.GetValue(i)}",
        FloatArray a => $"{a.GetValue(i)}",
        DoubleArray a => $"{a.GetValue(i)}",
        StringArray a => a.GetString(i),
        ListArray a => $"[{string.Join(',', Enumerable.Range(a.ValueOffsets[i], a.GetValueLength(i)).Select(j => Text(a.Values, j)))}]",
        _ => throw new NotSupportedException(array.GetType().Name),
    };
}
