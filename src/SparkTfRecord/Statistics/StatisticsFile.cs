using System.Text.Json;
using SparkTfRecord.Storage;

namespace SparkTfRecord.Statistics;

/// <summary>
/// The statistics of a shard in a file of the staging directory, a line a feature: those of thousands of shards and features would burden the driver in
/// reports. Written and read by the same program: it has no versions.
/// </summary>
static class StatisticsFile
{
    /// <summary>Writes the file.</summary>
    /// <returns>Its length.</returns>
    public static long Write(string path, IEnumerable<FeatureStatistics> features)
    {
        using var file = new FileStream(path, FileMode.CreateNew);
        foreach (var feature in features)
        {
            JsonSerializer.Serialize(file, feature, StatisticsJson.Instance.FeatureStatistics);
            file.WriteByte((byte)'\n');
        }
        return file.Length;
    }

    /// <summary>Reads the features one by one.</summary>
    /// <exception cref="IOException">The file is not as long as it was when it was written.</exception>
    public static IEnumerable<FeatureStatistics> Read(IStorage storage, string path, long length)
    {
        var found = storage.Find(path)?.Length ?? -1;
        if (found != length)
            Throw.StagedFileDiffers(path, found, length);
        using var reader = new StreamReader(storage.OpenRead(path));
        while (reader.ReadLine() is { } line)
            yield return JsonSerializer.Deserialize(line, StatisticsJson.Instance.FeatureStatistics)!;
    }

    /// <summary>How long the file of some features is.</summary>
    public static long LengthOf(IEnumerable<FeatureStatistics> features) =>
        features.Sum(f => JsonSerializer.SerializeToUtf8Bytes(f, StatisticsJson.Instance.FeatureStatistics).Length + 1L);
}
