using System.Text.Json;
using System.Text.Json.Serialization;
using SparkTfRecord.Planning;
using SparkTfRecord.Tasks;

namespace SparkTfRecord.Spark.Worker;

/// <summary>What the driver sends to every task of a job.</summary>
/// <param name="Plan">The plan. With tasks, each worker carries out those whose indexes it gets as rows; without, the rows it gets are the input.</param>
/// <param name="StagingDirectory">Where shards go; the driver has made it.</param>
/// <param name="Hadoop">Hadoop's settings of the job, which may be secret; null: the staging directory is mounted.</param>
sealed record WorkerCommand(ConversionPlan Plan, string StagingDirectory, IReadOnlyDictionary<string, string>? Hadoop = null)
{
    /// <summary>The command as JSON.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, WorkerJson.Default.WorkerCommand);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    public static WorkerCommand FromJson(byte[] json) => JsonSerializer.Deserialize(json, WorkerJson.Default.WorkerCommand)!;
}

/// <summary>What a task sends back.</summary>
/// <param name="Report">What it left in the staging directory.</param>
/// <param name="Worker">Host and directory it ran in.</param>
sealed record WorkerReport(TaskReport Report, string Worker)
{
    /// <summary>The report as one line of JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, WorkerJson.Default.WorkerReport);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    public static WorkerReport FromJson(string json) => JsonSerializer.Deserialize(json, WorkerJson.Default.WorkerReport)!;
}

/// <summary>Driver and workers are the same program, so this JSON has no versions.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(WorkerCommand))]
[JsonSerializable(typeof(WorkerReport))]
sealed partial class WorkerJson : JsonSerializerContext;
