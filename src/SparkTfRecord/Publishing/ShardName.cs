using System.Globalization;
using SparkTfRecord.Records;

namespace SparkTfRecord.Publishing;

/// <summary>Names of shards: <c>data-00003-of-00064.tfrecord.gz</c>.</summary>
static class ShardName
{
    /// <summary>The name of one of several shards.</summary>
    /// <param name="name">What it begins with.</param>
    /// <param name="addition">Tells shards that are added to a data set from those already there; null: the data set's first.</param>
    /// <param name="index">0-based index.</param>
    /// <param name="count">Number of shards.</param>
    /// <param name="codec">Their codec.</param>
    public static string Of(string name, string? addition, int index, int count, Codec codec) => string.Create(
        CultureInfo.InvariantCulture,
        $"{name}{(addition is null ? "" : "-")}{addition}-{index:D5}-of-{count:D5}.tfrecord{codec.Extension}");

    /// <summary>Whether a name from a manifest or journal names an entry of its own directory and nothing else: it may come from anywhere.</summary>
    public static bool IsPlain(string? name) =>
        !string.IsNullOrEmpty(name) && name is not ("." or "..") && name.AsSpan().IndexOfAny('/', '\\', '\0') < 0;
}
