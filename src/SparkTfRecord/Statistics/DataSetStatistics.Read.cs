using System.Text.Json;
using SparkTfRecord.Storage;

namespace SparkTfRecord.Statistics;

sealed partial record DataSetStatistics
{
    // Totals of ten thousand features take some megabytes; what is far longer was put there by something else.
    const long LongestFile = MostBytes + (256 << 20);

    /// <summary>What a data set's file says; null where there is none, or none that can be used: data does not depend on it.</summary>
    public static DataSetStatistics? Read(IStorage storage, string directory)
    {
        var path = StoragePath.Join(directory, FileName);
        if (storage.Find(path) is not { IsDirectory: false, Length: <= LongestFile })
            return null;
        var content = storage.ReadFile(path);
        try
        {
            var read = JsonSerializer.Deserialize(content, StatisticsJson.Instance.DataSetStatistics);
            return read?.IsSound() == true && read.ToJson().AsSpan().SequenceEqual(content) ? read : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // What can be merged and written; what this program wrote it also writes again, byte for byte.
    bool IsSound() =>
        Version == CurrentVersion
        && ShardsLeftOut is null == Fingerprint is null
        && Shards.All(s => s?.Name is not null)
        && Shards.DistinctBy(s => s.Name).Count() == Shards.Count
        && Shards.Select(s => s.Features).Concat(Splits?.Values ?? []).Append(Features ?? []).All(list => list?.All(f => f?.IsSound() == true) == true);
}
