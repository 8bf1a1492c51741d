using System.Globalization;
using System.Text.Json;

namespace SparkTfRecord.Publishing;

/// <summary>Who holds a lease; the content of the lease file.</summary>
sealed record LeaseHolder
{
    /// <summary>The job's id.</summary>
    public required string Job { get; init; }

    /// <summary>The host's name, for people.</summary>
    public required string Host { get; init; }

    /// <summary>The process.</summary>
    public required ProcessIdentity Process { get; init; }

    /// <summary>The YARN application that the driver runs in; null: none.</summary>
    public string? Application { get; init; }

    /// <summary>1-based number of the application's attempt.</summary>
    public int Attempt { get; init; }

    /// <summary>This process as the holder of a lease for a job.</summary>
    public static LeaseHolder This(string job)
    {
        var (application, attempt) = Container(Environment.GetEnvironmentVariable("CONTAINER_ID"));
        return new() { Job = job, Host = Environment.MachineName, Process = ProcessIdentity.Current, Application = application, Attempt = attempt };
    }

    /// <summary>Whether the holder need not be waited for: its process is dead, or it is an earlier attempt of the taker's own application.</summary>
    public bool IsSucceededBy(LeaseHolder taker) =>
        Process.IsKnownDead || (Application is not null && Application == taker.Application && Attempt < taker.Attempt);

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, PublishingJson.Instance.LeaseHolder);

    /// <summary>Reads a lease file; null when it is not one.</summary>
    public static LeaseHolder? FromJson(byte[] content)
    {
        try
        {
            return JsonSerializer.Deserialize(content, PublishingJson.Instance.LeaseHolder);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Application and attempt from YARN's name of a container, <c>container[_eEPOCH]_CLUSTER_APPLICATION_ATTEMPT_NUMBER</c>.</summary>
    internal static (string? Application, int Attempt) Container(string? id) => id?.Split('_') is ["container", .., var cluster, var application, var attempt, _]
        && int.TryParse(attempt, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? ($"application_{cluster}_{application}", number)
            : (null, 0);
}
