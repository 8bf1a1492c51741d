namespace SparkTfRecord.Records;

/// <summary>How a shard is compressed: not at all, or as one gzip or zlib stream for the whole file.</summary>
/// <remarks>
/// TensorFlow does not recognise the codec from the file's name: a reader must be told (<see cref="TensorFlowName"/>).
/// It reads only the first of several zlib streams in a file, so a shard is always exactly one stream.
/// </remarks>
public sealed record Codec
{
    Codec(string name, string tensorFlowName, string extension, int? level)
    {
        Name = name;
        TensorFlowName = tensorFlowName;
        Extension = extension;
        Level = level;
    }

    /// <summary>No compression.</summary>
    public static Codec None { get; } = new("none", "", "", null);

    /// <summary>The codec's name in jobs, manifests and on the command line: none, gzip or zlib.</summary>
    public string Name { get; }

    /// <summary>What <c>tf.data.TFRecordDataset(compression_type=…)</c> wants: "", "GZIP" or "ZLIB".</summary>
    public string TensorFlowName { get; }

    /// <summary>What follows ".tfrecord" in a shard's name: "", ".gz" or ".zlib".</summary>
    public string Extension { get; }

    /// <summary>The compression level, 0 (stored) to 9 (smallest); null is zlib's default, 6.</summary>
    public int? Level { get; }

    internal bool IsGzip => Name == "gzip";

    /// <summary>One gzip member for the whole file.</summary>
    /// <param name="level">0 to 9, or null for zlib's default.</param>
    public static Codec Gzip(int? level = null) => new("gzip", "GZIP", ".gz", Checked(level));

    /// <summary>One zlib stream for the whole file.</summary>
    /// <param name="level">0 to 9, or null for zlib's default.</param>
    public static Codec Zlib(int? level = null) => new("zlib", "ZLIB", ".zlib", Checked(level));

    /// <summary>The codec a file's name speaks of: .gz, .zlib, else none.</summary>
    public static Codec FromFileName(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? Gzip()
            : path.EndsWith(".zlib", StringComparison.OrdinalIgnoreCase) ? Zlib()
            : None;
    }

    /// <summary>The codec of a job or manifest.</summary>
    internal static Codec Named(string name, int? level = null) => name switch
    {
        "none" => None,
        "gzip" => Gzip(level),
        "zlib" => Zlib(level),
        _ => throw new ArgumentException($"'{name}' is no codec; choose none, gzip or zlib.", nameof(name)),
    };

    /// <inheritdoc/>
    public override string ToString() => Level is { } level ? $"{Name} level {level}" : Name;

    static int? Checked(int? level) => level is null or (>= 0 and <= 9)
        ? level
        : throw new ArgumentOutOfRangeException(nameof(level), level, "A compression level is 0 (stored) to 9 (smallest).");
}
