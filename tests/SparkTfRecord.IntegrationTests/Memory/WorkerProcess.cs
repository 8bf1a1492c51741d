using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Apache.Arrow;
using Apache.Arrow.Ipc;
using Apache.Arrow.Types;
using SparkTfRecord.IntegrationTests.Support;
using SparkTfRecord.Planning;
using SparkTfRecord.Spark.Worker;
using SparkTfRecord.Tasks;

namespace SparkTfRecord.IntegrationTests.Memory;

/// <summary>The program as the worker process of an executor with two cores, and the test in Spark's place: it sends tasks as Spark 3.5 does.</summary>
sealed class WorkerProcess : ITaskEngine, IDisposable
{
    const string Secret = "secret";
    const int MapInArrow = 207;

    readonly Process _process;
    readonly WorkerStream[] _workers;

    public WorkerProcess()
    {
        var start = new ProcessStartInfo(CliProcess.Program, ["-m", "pyspark.daemon"]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment["PYTHON_WORKER_FACTORY_SECRET"] = Secret;
        _process = Process.Start(start)!;
        using var output = new WorkerStream(_process.StandardOutput.BaseStream);
        var port = output.ReadInt32();
        _workers = [Connect(port), Connect(port)];
    }

    public string Name => "a worker process";

    /// <summary>The rows that Spark reads, by partitions; null: the worker reads files.</summary>
    public IReadOnlyList<IReadOnlyList<RecordBatch>>? Input { get; set; }

    /// <summary>The most bytes of memory it held at once.</summary>
    public long Peak => Status("VmHWM:");

    /// <summary>Bytes of memory it holds.</summary>
    public long Resident => Status("VmRSS:");

    public IReadOnlyList<TaskReport> Run(ConversionPlan plan, string stagingDirectory, ITaskProgress? progress, CancellationToken cancellationToken)
    {
        var command = new WorkerCommand(plan, stagingDirectory).ToJson();
        var reports = new TaskReport[Input?.Count ?? plan.Tasks.Count];
        var next = -1;
        Task.WaitAll(_workers.Select(w => Task.Factory.StartNew(() => RunTasks(w), cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default)), cancellationToken);
        return reports;

        void RunTasks(WorkerStream worker)
        {
            while (Interlocked.Increment(ref next) is var task && task < reports.Length)
                reports[task] = Run(worker, task, command);
        }
    }

    /// <summary>Ends it as Spark does.</summary>
    /// <returns>Its exit code.</returns>
    public int End()
    {
        foreach (var worker in _workers)
            worker.Dispose();
        _process.StandardInput.Close();
        Assert.True(_process.WaitForExit(TimeSpan.FromMinutes(1)));
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    static WorkerStream Connect(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Connect(new IPEndPoint(IPAddress.Loopback, port));
        var worker = new WorkerStream(new NetworkStream(socket, ownsSocket: true));
        worker.ReadInt32(); // process id
        worker.WriteString(Secret);
        worker.Flush();
        Assert.Equal("ok", worker.ReadString());
        return worker;
    }

    TaskReport Run(WorkerStream worker, int task, byte[] command)
    {
        WriteHeader(worker, task, command);
        WriteRows(worker, Input?[task] ?? [new RecordBatch.Builder().Append("id", nullable: false, c => c.Int64(a => a.Append(task))).Build()]);
        worker.WriteInt32(SpecialLength.EndOfStream);
        worker.Flush();
        if (worker.ReadInt32() is var start and not SpecialLength.StartArrowStream)
            Assert.Fail(start == SpecialLength.ExceptionThrown ? worker.ReadString() : $"{start}");
        var report = WorkerReport.FromJson(ReadReport(worker)).Report;
        Assert.Equal((SpecialLength.EndOfDataSection, 0, SpecialLength.EndOfStream), (worker.ReadInt32(), worker.ReadInt32(), worker.ReadInt32()));
        return report;
    }

    static void WriteHeader(WorkerStream worker, int task, byte[] command)
    {
        worker.WriteInt32(task);
        worker.WriteString(TaskHeaderReader.VersionText("3.5.9"));
        worker.Write([0]); // barrier
        worker.WriteInt32(0); // its port
        worker.WriteString(""); // its secret
        Write(worker, 0, task, 0, 0, task, 1, 0, 0); // stage, partition, attempt, its id (64 bits), cpus, resources, local properties
        worker.WriteString(""); // files
        worker.WriteInt32(0); // includes
        worker.Write([0]); // encrypted broadcasts
        Write(worker, 0, MapInArrow, 0); // broadcasts, kind of function, options
        Write(worker, 1, 1, 0, 1, command.Length); // functions, arguments, offset of the argument, chained functions
        worker.Write(command);
    }

    static void Write(WorkerStream worker, params ReadOnlySpan<int> values)
    {
        foreach (var value in values)
            worker.WriteInt32(value);
    }

    static void WriteRows(WorkerStream worker, IReadOnlyList<RecordBatch> batches)
    {
        var row = new StructType([.. batches[0].Schema.FieldsList]);
        var schema = new Schema([new Field("_0", row, nullable: false)], null);
        using var writer = new ArrowStreamWriter(worker, schema, leaveOpen: true);
        writer.WriteStart();
        foreach (var batch in batches)
            writer.WriteRecordBatch(new RecordBatch(schema, [new StructArray(row, batch.Length, batch.Arrays, ArrowBuffer.Empty)], batch.Length));
        writer.WriteEnd();
    }

    static string ReadReport(WorkerStream worker)
    {
        using var reader = new ArrowStreamReader(worker, leaveOpen: true);
        using var batch = reader.ReadNextRecordBatch()!;
        var report = ((StringArray)((StructArray)batch.Column(0)).Fields[0]).GetString(0);
        Assert.Null(reader.ReadNextRecordBatch());
        return report;
    }

    long Status(string key) =>
        long.Parse(File.ReadLines($"/proc/{_process.Id}/status").First(l => l.StartsWith(key, StringComparison.Ordinal)).Split(':', 'k')[1], CultureInfo.InvariantCulture) << 10;
}
