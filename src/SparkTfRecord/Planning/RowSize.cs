using System.Text;
using SparkTfRecord.Examples;

namespace SparkTfRecord.Planning;

/// <summary>How many bytes a row makes in an uncompressed shard.</summary>
static class RowSize
{
    // A record's framing, and what Example and Features put around the map.
    const int PerRecord = 16 + 2 * 3;

    // The tags and lengths of a map entry, its key and its Feature with one list.
    const int PerFeature = 10;

    /// <summary>An estimate from the footers alone: the uncompressed bytes of the columns, and the names that every record repeats.</summary>
    public static long Estimate(IReadOnlyList<InputFile> files, IReadOnlyList<FeatureMapping> features)
    {
        var rows = Math.Max(1, files.Sum(f => f.Rows));
        var data = files.Sum(f => f.RowGroups.Sum(g => g.Bytes)) / rows;
        return data + PerRecord + features.Sum(f => PerFeature + Encoding.UTF8.GetByteCount(f.Feature));
    }
}
