using System.Text.Json.Serialization;

namespace SparkTfRecord.Jobs;

/// <summary>The rows that warm a model up: so many, sampled from the whole input, or the chosen ones. In JSON a number or an array.</summary>
[JsonConverter(typeof(WarmupRowsConverter))]
public sealed record WarmupRows
{
    /// <summary>Rows of a sample whose size nobody named: enough for several lengths of lists, few enough to load quickly.</summary>
    internal const int DefaultSample = 8;

    /// <summary>Number of rows to sample; null: the <see cref="Chosen"/> ones.</summary>
    public int? Sample { get; init; }

    /// <summary>0-based rows of the input, one request each.</summary>
    public IReadOnlyList<long> Chosen { get; init; } = [];
}
