using System.Reflection;
using System.Text.Json;

namespace SparkTfRecord.Publishing;

/// <summary>When, where and how the data set was last written: <c>_run.json</c>, all that is not the same for the same job.</summary>
sealed record RunRecord
{
    /// <summary>The file's name.</summary>
    public const string FileName = "_run.json";

    /// <summary>The version of the format.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Version of this program.</summary>
    public string Program { get; init; } = ProgramVersion;

    /// <summary>Where the tasks ran.</summary>
    public required string Engine { get; init; }

    /// <summary>The host that drove the job.</summary>
    public string Host { get; init; } = Environment.MachineName;

    /// <summary>When the job began, UTC.</summary>
    public required DateTime Started { get; init; }

    /// <summary>Wall time until the commit, in seconds.</summary>
    public required double Seconds { get; init; }

    /// <summary>Input rows this job read.</summary>
    public required long Rows { get; init; }

    /// <summary>Records this job wrote.</summary>
    public required long Records { get; init; }

    /// <summary>Bytes of the shards this job wrote.</summary>
    public required long Bytes { get; init; }

    /// <summary>What the user was told.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    static string ProgramVersion { get; } =
        typeof(RunRecord).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    /// <summary>The record of a conversion that is about to be published.</summary>
    public static RunRecord Of(ConversionResult result, string engine, DateTime started, TimeSpan duration) => new()
    {
        Engine = engine,
        Started = started,
        Seconds = duration.TotalSeconds,
        Rows = result.Rows,
        Records = result.Records,
        Bytes = result.Bytes,
        Warnings = result.Warnings,
    };

    public byte[] ToJson() => [.. JsonSerializer.SerializeToUtf8Bytes(this, PublishingJson.Instance.RunRecord), (byte)'\n'];
}
