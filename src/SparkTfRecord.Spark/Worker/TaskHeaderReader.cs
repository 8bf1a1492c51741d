using System.Text.Json;

namespace SparkTfRecord.Spark.Worker;

/// <summary>
/// Reads the header of a task in the layout of the Spark version that the driver wrote into the function's <c>pythonVer</c>, the only field
/// that comes before all that differs: <c>sparktfrecord;spark=4.1.4</c>. Sources: PythonRunner.scala, PythonUDFRunner.scala and ArrowPythonRunner.scala of each version.
/// </summary>
static class TaskHeaderReader
{
    const int MapInArrow = 207;
    static readonly SparkVersion s_profiler = new(4, 0);
    static readonly SparkVersion s_shortBarrier = new(4, 1);
    static readonly SparkVersion s_jsonContext = new(4, 2);

    /// <summary>What the driver puts into <c>pythonVer</c>.</summary>
    public static string VersionText(string sparkVersion) => $"sparktfrecord;spark={sparkVersion}";

    /// <summary>Reads the next header, or null when the connection ends in its place.</summary>
    public static TaskHeader? TryRead(WorkerStream stream)
    {
        if (stream.TryReadInt32() is not { } first || first == SpecialLength.EndOfDataSection)
            return null;
        if (first != SpecialLength.StartOfInitMessage)
            return ReadFields(stream, first, stream.ReadString());
        var message = new WorkerStream(new MemoryStream(stream.ReadBytes()));
        var (partition, text) = (message.ReadInt32(), message.ReadString());
        try
        {
            var header = ReadFields(message, partition, text);
            if (message.TryReadInt32() is not null)
                Throw.UnknownHeader(text);
            return header;
        }
        catch (ConnectionClosedException e) // only the message has ended
        {
            Throw.UnknownHeader(text, e);
            return null;
        }
    }

    static TaskHeader ReadFields(WorkerStream stream, int partition, string text)
    {
        var version = ParseVersionText(text);
        try
        {
            var (attempt, attemptId) = version < s_jsonContext ? ReadContext(stream, version) : ReadJsonContext(stream);
            stream.ReadString(); // Spark's files directory
            for (var n = ReadCount(stream); n > 0; n--)
                stream.ReadString(); // includes
            ReadBroadcasts(stream);
            var evalType = stream.ReadInt32();
            if (evalType != MapInArrow)
                Throw.UnexpectedEvalType(evalType, MapInArrow);
            ReadPairs(stream); // runner conf
            if (version >= s_jsonContext)
                ReadPairs(stream); // eval conf
            return new() { Partition = partition, Attempt = attempt, AttemptId = attemptId, Command = ReadFunction(stream, version) };
        }
        catch (Exception e) when (!version.IsKnown && e is not ConnectionClosedException)
        {
            Throw.UnknownHeader(text, e);
            return null;
        }
    }

    static SparkVersion ParseVersionText(string text)
    {
        const string Key = "spark=";
        var part = text.Split(';').FirstOrDefault(p => p.StartsWith(Key, StringComparison.Ordinal));
        return part is null ? SparkVersion.Newest : SparkVersion.Parse(part[Key.Length..]);
    }

    static (int Attempt, long AttemptId) ReadContext(WorkerStream stream, SparkVersion version)
    {
        var barrier = stream.ReadBoolean();
        if (barrier)
            Throw.BarrierTask();
        if (version < s_shortBarrier)
        {
            stream.ReadInt32(); // barrier port
            stream.ReadString(); // barrier secret
        }
        stream.ReadInt32(); // stage
        stream.ReadInt32(); // partition
        var attempt = stream.ReadInt32();
        var attemptId = stream.ReadInt64();
        stream.ReadInt32(); // cpus
        for (var n = ReadCount(stream); n > 0; n--)
        {
            stream.ReadString(); // resource
            stream.ReadString(); // its name
            for (var addresses = ReadCount(stream); addresses > 0; addresses--)
                stream.ReadString();
        }
        ReadPairs(stream); // local properties
        return (attempt, attemptId);
    }

    static (int Attempt, long AttemptId) ReadJsonContext(WorkerStream stream)
    {
        using var context = JsonDocument.Parse(stream.ReadBytes());
        if (context.RootElement.GetProperty("isBarrier").GetBoolean())
            Throw.BarrierTask();
        return (context.RootElement.GetProperty("attemptNumber").GetInt32(), context.RootElement.GetProperty("taskAttemptId").GetInt64());
    }

    /// <summary>The driver sends none, but what an earlier function of the same connection had may be dropped here.</summary>
    static void ReadBroadcasts(WorkerStream stream)
    {
        if (stream.ReadBoolean())
            Throw.EncryptedBroadcast();
        for (var n = ReadCount(stream); n > 0; n--)
        {
            if (stream.ReadInt64() >= 0)
                stream.ReadString(); // file; a negative id drops a broadcast and has none
        }
    }

    static byte[] ReadFunction(WorkerStream stream, SparkVersion version)
    {
        var hasProfilerField = version >= s_profiler && version < s_jsonContext;
        var profiler = hasProfilerField && stream.ReadBoolean();
        if (profiler)
            stream.ReadString();
        ReadOne(stream, "functions");
        ReadOne(stream, "arguments");
        stream.ReadInt32(); // offset of the argument
        if (version >= s_jsonContext && stream.ReadBoolean())
            stream.ReadString(); // name of the argument
        ReadOne(stream, "chained functions");
        var command = stream.ReadBytes();
        if (profiler || version >= s_jsonContext)
            stream.ReadInt64(); // result id
        return command;
    }

    static void ReadOne(WorkerStream stream, string what)
    {
        var count = stream.ReadInt32();
        if (count != 1)
            Throw.UnexpectedCount(what, count);
    }

    static void ReadPairs(WorkerStream stream)
    {
        for (var n = ReadCount(stream); n > 0; n--)
        {
            stream.ReadString();
            stream.ReadString();
        }
    }

    static int ReadCount(WorkerStream stream)
    {
        var count = stream.ReadInt32();
        if (count < 0)
            Throw.BadLength(count);
        return count;
    }
}
