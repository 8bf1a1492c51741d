using System.Globalization;
using System.Text;
using Apache.Arrow;
using SparkTfRecord.Parquet;
using SparkTfRecord.Spark.Hadoop;
using SparkTfRecord.Spark.Worker;
using SparkTfRecord.Tasks;

namespace SparkTfRecord.IntegrationTests.Spark;

/// <summary>What the tests' workers do; the command names it.</summary>
static class TestFunctions
{
    /// <summary>Makes first attempts of conversion tasks fail.</summary>
    public const string FailVariable = "SPARKTFRECORD_TEST_FAIL";

    /// <summary>Makes conversion tasks wait to be cancelled; a directory for the files that say so.</summary>
    public const string WaitVariable = "SPARKTFRECORD_TEST_WAIT";

    /// <summary>Makes conversion tasks take a second; a directory for files that say which have started.</summary>
    public const string SlowVariable = "SPARKTFRECORD_TEST_SLOW";

    /// <summary>Makes conversion tasks but the first wait for a file.</summary>
    public const string HoldVariable = "SPARKTFRECORD_TEST_HOLD";

    /// <summary>Makes conversion tasks be silent for some seconds.</summary>
    public const string SilentVariable = "SPARKTFRECORD_TEST_SILENT";

    /// <summary>Makes conversion tasks take away the shards that they report.</summary>
    public const string HideVariable = "SPARKTFRECORD_TEST_HIDE";

    static readonly ConversionWorker s_conversion = new(new ParquetInputFormat());

    public static IReadOnlyList<string> Run(TaskHeader task, IRecordBatchSource input, CancellationToken cancellationToken)
    {
        var command = Encoding.UTF8.GetString(task.Command).Split('\n');
        return command[0] switch
        {
            ['{', ..] => Convert(task, input, cancellationToken),
            "count" => [Count(input)],
            "describe" => [string.Join(';', input.Schema.FieldsList.Select(f => $"{f.Name}:{f.DataType.Name}")) + Drain(input)],
            "environment" => [$"{Environment.ProcessId} {Environment.GetCommandLineArgs()[2]} {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes}" + Drain(input)],
            "fail" => throw new InvalidDataException(command[1] + Drain(input)),
            "fail-at-once" => throw new InvalidDataException(command[1]),
            "crash-once" => CrashOnce(task, command[1], input),
            "put" => Put(command[1], uint.Parse(command[2], CultureInfo.InvariantCulture), input),
            "wait" => Wait(task, command[1], input, cancellationToken),
            var other => throw new NotSupportedException(other),
        };
    }

    /// <summary>Converts as the real worker does, but the first attempts end badly after their work: every third in each way.</summary>
    static IReadOnlyList<string> Convert(TaskHeader task, IRecordBatchSource input, CancellationToken cancellationToken)
    {
        if (Environment.GetEnvironmentVariable(WaitVariable) is { } directory)
            return Wait(task, directory, input, cancellationToken);
        if (Environment.GetEnvironmentVariable(SlowVariable) is { } place)
        {
            File.WriteAllText(Path.Combine(place, $"started-{task.AttemptId}"), "");
            cancellationToken.WaitHandle.WaitOne(TimeSpan.FromSeconds(1));
        }
        if (Environment.GetEnvironmentVariable(HoldVariable) is { } file && task.Partition > 0)
            Processes.WaitUntil(() => File.Exists(file), "the test lets the tasks go on");
        if (Environment.GetEnvironmentVariable(SilentVariable) is { } seconds)
            cancellationToken.WaitHandle.WaitOne(TimeSpan.FromSeconds(int.Parse(seconds, CultureInfo.InvariantCulture)));
        var reports = s_conversion.Run(task, input, cancellationToken);
        if (Environment.GetEnvironmentVariable(HideVariable) is not null)
            Hide(task, reports);
        if (Environment.GetEnvironmentVariable(FailVariable) is not null && task.Attempt == 0)
        {
            if (task.Partition % 3 == 1)
                throw new IOException("on purpose");
            if (task.Partition == 2)
                Environment.FailFast("on purpose");
        }
        return reports;
    }

    /// <summary>As a directory does that only the executor has.</summary>
    static void Hide(TaskHeader task, IReadOnlyList<string> reports)
    {
        foreach (var shard in reports.SelectMany(r => WorkerReport.FromJson(r).Report.Shards))
            File.Delete(Path.Combine(WorkerCommand.FromJson(task.Command).StagingDirectory, shard.File));
    }

    /// <summary>Puts an empty shard into a staging directory and verifies it, said to have some CRC.</summary>
    static IReadOnlyList<string> Put(string directory, uint crc, IRecordBatchSource input)
    {
        Drain(input);
        using var staging = new RemoteStaging(directory, new Dictionary<string, string>(), 0);
        File.WriteAllText(Path.Combine(staging.Directory, "shard"), "");
        File.WriteAllText(Path.Combine(staging.Directory, ShardSequence.StatisticsOf("shard")), "");
        staging.Put(new() { Task = 0, Rows = 0, Shards = [new(0, "shard", 0, 0, 0, 0, crc, 0)] }, new(), default);
        return [$"{Directory.GetFiles(staging.Directory).Length} left in {Path.GetFileName(Path.GetDirectoryName(staging.Directory))}"];
    }

    /// <summary>"rows bytes-in-the-last-column".</summary>
    static string Count(IRecordBatchSource input)
    {
        var (rows, bytes) = (0L, 0L);
        while (input.ReadNext() is { } batch)
        {
            rows += batch.Length;
            if (batch.Column(batch.ColumnCount - 1) is BinaryArray { Data.DataType.TypeId: Apache.Arrow.Types.ArrowTypeId.Binary } binary)
                bytes += binary.ValueOffsets[batch.Length] - binary.ValueOffsets[0];
        }
        return string.Create(CultureInfo.InvariantCulture, $"{rows} {bytes}");
    }

    static IReadOnlyList<string> CrashOnce(TaskHeader task, string marker, IRecordBatchSource input)
    {
        if (task.Partition == 0 && task.Attempt == 0)
        {
            File.WriteAllText(marker, "crashed");
            Environment.FailFast("on purpose");
        }
        return [Count(input)];
    }

    /// <summary>Says by files that it waits, and that it was cancelled.</summary>
    static IReadOnlyList<string> Wait(TaskHeader task, string directory, IRecordBatchSource input, CancellationToken cancellationToken)
    {
        Drain(input);
        File.WriteAllText(Path.Combine(directory, $"waiting-{task.Partition}"), "");
        if (cancellationToken.WaitHandle.WaitOne(TimeSpan.FromSeconds(30)))
            File.WriteAllText(Path.Combine(directory, $"cancelled-{task.Partition}"), "");
        cancellationToken.ThrowIfCancellationRequested();
        return [];
    }

    static string Drain(IRecordBatchSource input)
    {
        while (input.ReadNext() is not null)
        {
        }
        return "";
    }
}
