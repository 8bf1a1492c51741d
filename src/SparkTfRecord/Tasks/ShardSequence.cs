using System.Globalization;
using SparkTfRecord.Examples;
using SparkTfRecord.Planning;
using SparkTfRecord.Records;
using SparkTfRecord.Statistics;

namespace SparkTfRecord.Tasks;

/// <summary>The shards of one task attempt and split, written one after the other. Disposing before <see cref="Complete"/> deletes them all.</summary>
/// <param name="shards">The shards that the plan gives, in order.</param>
/// <param name="features">The plan's features.</param>
/// <param name="directory">The staging directory.</param>
/// <param name="attempt">Part of the files' names.</param>
/// <param name="codec">The shards' compression.</param>
/// <param name="split">The split whose records they hold; null without splits.</param>
/// <param name="index">Whether each has an index beside it.</param>
sealed class ShardSequence(
    IReadOnlyList<ShardPlan> shards, IReadOnlyList<FeatureMapping> features, string directory, string attempt, Codec codec, string? split = null, bool index = false) : IDisposable
{
    readonly List<ShardReport> _reports = [];
    ShardWriter? _writer;
    RecordIndexWriter? _index;
    long _rows;
    bool _complete;

    /// <summary>The file with the index of a shard's file.</summary>
    public static string IndexOf(string file) => file + ".idx";

    /// <summary>The file with the statistics of a shard's file.</summary>
    public static string StatisticsOf(string file) => file + ".stats";

    /// <summary>Input rows that still belong to the current shard, at least 1.</summary>
    public long RowsLeft
    {
        get
        {
            while (Current.Rows == _rows)
                CompleteShard();
            return Current.Rows - _rows;
        }
    }

    /// <summary>Counts what the features of the current shard hold.</summary>
    public ShardTally Tally { get; private set; } = new(features);

    /// <summary>Bytes of records in the current shard.</summary>
    public long Length { get; private set; }

    ShardPlan Current => shards[_reports.Count];

    string File => string.Create(CultureInfo.InvariantCulture, $"{Current.Index:D5}-{attempt}{codec.Extension}");

    /// <summary>Appends framed records that belong to the current shard.</summary>
    /// <param name="framed">The records' bytes.</param>
    /// <param name="records">Number of records.</param>
    public void Append(ReadOnlySpan<byte> framed, int records)
    {
        _writer ??= Open();
        _writer.Append(framed, records);
        if (index)
            (_index ??= OpenIndex()).Append(framed);
        Length += framed.Length;
    }

    /// <summary>Counts input rows, whether they made records or not.</summary>
    public void Pass(int rows) => _rows += rows;

    /// <summary>Finishes the last shards, those without rows too.</summary>
    public IReadOnlyList<ShardReport> Complete()
    {
        while (_reports.Count < shards.Count)
            CompleteShard();
        _complete = true;
        return _reports;
    }

    public void Dispose()
    {
        _writer?.Dispose();
        _index?.Dispose();
        if (!_complete && Directory.Exists(directory))
        {
            foreach (var report in _reports)
            {
                System.IO.File.Delete(Path.Combine(directory, report.File));
                System.IO.File.Delete(Path.Combine(directory, IndexOf(report.File)));
                System.IO.File.Delete(Path.Combine(directory, StatisticsOf(report.File)));
            }
        }
    }

    ShardWriter Open() => new(Path.Combine(directory, File), codec);

    RecordIndexWriter OpenIndex() => new(Path.Combine(directory, IndexOf(File)));

    long? CompleteIndex()
    {
        if (!index)
            return null;
        _index ??= OpenIndex();
        var length = _index.Complete();
        _index.Dispose();
        _index = null;
        return length;
    }

    void CompleteShard()
    {
        _writer ??= Open();
        var (records, bytes, crc) = _writer.Complete();
        var statistics = StatisticsFile.Write(Path.Combine(directory, StatisticsOf(File)), Tally.Complete());
        _reports.Add(new(Current.Index, File, Current.FirstRow, _rows, records, bytes, crc, statistics, split, CompleteIndex()));
        Tally = new(features);
        _writer.Dispose();
        _writer = null;
        _rows = Length = 0;
    }
}
