using SparkTfRecord.Publishing;
using SparkTfRecord.Records;
using SparkTfRecord.Storage;

namespace SparkTfRecord.Tests.Support;

/// <summary>The records of files, all at once.</summary>
static class RecordList
{
    /// <summary>Those of a file.</summary>
    public static List<byte[]> OfFile(string path, Codec? codec = null)
    {
        var records = new List<byte[]>();
        using var reader = new TfRecordReader(path, codec);
        while (reader.Read())
            records.Add(reader.Record.ToArray());
        return records;
    }

    /// <summary>Those of a data set in the order of its manifest, or of one of its splits.</summary>
    public static List<byte[]> OfDataSet(string directory, string? split = null) =>
        [.. Manifest.Read(new LocalStorage(), directory).Shards.Where(s => split is null || s.Split == split).SelectMany(s => OfFile(Path.Combine(directory, s.Name)))];
}
