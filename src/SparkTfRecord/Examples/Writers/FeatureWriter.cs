using Apache.Arrow;
using SparkTfRecord.Examples.Arrays;
using SparkTfRecord.Examples.Nested;
using SparkTfRecord.Statistics;

namespace SparkTfRecord.Examples.Writers;

/// <summary>Writes one feature of a chunk of rows: first all lengths, then, once it is known where each row goes, all bytes.</summary>
/// <remarks>
/// <see cref="Write"/> may spill: change up to 16 bytes behind the end of an entry. What comes behind is written later: the next feature of the
/// row, or the data CRC and the next record's length and CRC (4 + 8 + 4 bytes). This is what lets entries be copied 16 bytes at a time.
/// </remarks>
abstract unsafe class FeatureWriter(FeatureMapping mapping)
{
    readonly FieldPath _path = new(mapping.Path);

    /// <summary>How far <see cref="Write"/> may spill.</summary>
    public const int Spill = 16;

    /// <summary>The feature.</summary>
    public FeatureMapping Mapping { get; } = mapping;

    /// <summary>Turns to the column of a batch; null when the schema lacks it.</summary>
    public void Bind(ArrayData? column, PinnedBuffers buffers)
    {
        if (column is not null)
            BindArray(_path.Follow(column), buffers);
    }

    /// <summary>Turns to what the mapping's path leads to.</summary>
    protected abstract void BindArray(ArrayData array, PinnedBuffers buffers);

    /// <summary>Adds the length of each row's entry.</summary>
    /// <param name="first">First row of the batch.</param>
    /// <param name="count">Number of rows, at least 1.</param>
    /// <param name="lengths">One sum a row.</param>
    /// <returns>Number of rows measured: fewer where one is bad or certainly does not fit the block, but at least 1.</returns>
    /// <exception cref="BadRowException">The first row is bad.</exception>
    public abstract int Measure(int first, int count, long* lengths);

    /// <summary>Notes the number of values of each row measured last that has a list; a writer of single values notes nothing.</summary>
    public virtual void CountValues(int* counts)
    {
    }

    /// <summary>Writes the entries of the first <paramref name="count"/> rows measured last, and moves the positions behind them.</summary>
    public abstract void Write(int count, byte** positions);

    /// <summary>Counts what was written last.</summary>
    /// <param name="tally">The tally of the feature and of the shard that the rows go to.</param>
    /// <param name="rows">The rows that do.</param>
    /// <param name="chosen">Their number.</param>
    public abstract void AddTo(FeatureTally tally, RowChoice rows, int chosen);
}
