namespace SparkTfRecord.Examples;

/// <summary>How values are written where their type leaves a choice.</summary>
enum ValueForm
{
    /// <summary>As the type's default: numbers as numbers, decimals as float, dates as days, timestamps, times and durations in <see cref="FeatureMapping.Unit"/>.</summary>
    Plain,

    /// <summary>As UTF-8 text: numbers in the shortest digits that read back the same, dates and timestamps as ISO 8601, timestamps in UTC.</summary>
    Text,

    /// <summary>A double as its 8 bytes, little endian.</summary>
    Raw,

    /// <summary>A decimal as an int64 without its point, see <see cref="FeatureMapping.Scale"/>.</summary>
    Unscaled,

    /// <summary>Structs, maps and lists as one JSON text.</summary>
    Json,

    /// <summary>Lists in lists, all of a row's of one length, as one serialized TensorProto.</summary>
    Tensor,
}
