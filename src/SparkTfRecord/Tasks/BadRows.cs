using Apache.Arrow;
using SparkTfRecord.Examples;

namespace SparkTfRecord.Tasks;

/// <summary>What one task attempt does with rows that cannot be converted: fail, or count them and perhaps keep them.</summary>
/// <param name="options">The job's wish.</param>
/// <param name="limit">Most bad rows of the whole job; null: any number.</param>
/// <param name="quarantine">Keeps the rows; null: nobody does.</param>
sealed class BadRows(BadRowOptions options, long? limit, Quarantine? quarantine)
{
    readonly Dictionary<(string Column, string Reason), long> _counts = [];
    long _count;

    /// <summary>The counts.</summary>
    public IReadOnlyList<BadRowCount> Counts => BadRowCount.Sum(_counts.Select(c => new BadRowCount(c.Key.Column, c.Key.Reason, c.Value)));

    /// <summary>Takes a bad row.</summary>
    /// <param name="bad">The row and its fault.</param>
    /// <param name="file">The file.</param>
    /// <param name="fileRow">0-based row of the file.</param>
    /// <exception cref="InvalidDataException">The job does not pass over bad rows, or over no more of them.</exception>
    public void Add(BadRowException bad, string file, long fileRow)
    {
        if (options.Policy == BadRowPolicy.Fail)
            Throw.BadRow(file, fileRow, bad);
        var key = (bad.Feature.Column, bad.Reason);
        _counts[key] = _counts.GetValueOrDefault(key) + 1;
        if (++_count > limit)
            Throw.TooManyBadRows($"at least {_count}", options, Counts);
        quarantine?.Add(bad.Row, Throw.Describe(bad), file, fileRow);
    }

    /// <summary>Has the bad rows of a batch kept, once all of it was seen.</summary>
    public void CompleteBatch(RecordBatch batch) => quarantine?.CompleteBatch(batch);
}
