using Apache.Arrow;
using SparkTfRecord.Examples;
using SparkTfRecord.Examples.Writers;

namespace SparkTfRecord.Statistics;

/// <summary>Sees rows that were just encoded, while their values are at hand.</summary>
interface IRowTally
{
    /// <summary>Counts rows.</summary>
    /// <param name="writers">The features' writers, in the order of the plan.</param>
    /// <param name="block">The rows' records, and no others.</param>
    /// <param name="batch">The rows' batch.</param>
    /// <param name="firstRow">The first row in the batch.</param>
    void Add(ReadOnlySpan<FeatureWriter> writers, RecordBlock block, RecordBatch batch, int firstRow);
}
